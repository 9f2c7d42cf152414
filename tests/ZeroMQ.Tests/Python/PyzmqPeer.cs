namespace Tapedeck.Tests.ZeroMQ.Python;

/// <summary>A peer in Python of any kind in use: it says and expects what <see cref="PyzmqPeerSpec"/> does.</summary>
internal static class PyzmqPeer
{
    /// <summary>Arguments: the kind, then the endpoint to connect to, or nothing to bind one and print it.</summary>
    public const string Script = """
        import select, sys, zmq
        def until_told(send):
            while not select.select([sys.stdin], [], [], 0.01)[0]: send()
        def pull(s):
            for i in range(300): expect(s, [str(i).encode(), b"", "Grüße".encode()])
        def push(s):
            for i in range(300): s.send_multipart([str(i).encode(), b"", "Grüße".encode()])
        def sub(s):
            s.subscribe(b"topic"); expect(s, [b"topic", "Grüße".encode()])
        def pub(s):
            until_told(lambda: (s.send_multipart([b"other", b"no"]), s.send_multipart([b"topic", "Grüße".encode()])))
        def xpub(s):
            expect(s, [b"\x01topic"]); s.send_multipart([b"other", b"no"])
            s.send_multipart([b"topic", "Grüße".encode()]); expect(s, [b"\x00topic"])
        def xsub(s):
            s.send(b"\x01topic"); expect(s, [b"topic", "Grüße".encode()]); s.send(b"\x00topic")
        def dealer(s):
            s.send_multipart([b"HELLO", b"", "Grüße".encode()]); expect(s, [b"WELCOME", "Grüße".encode()])
        def router(s):
            agent, *hello = s.recv_multipart()
            assert (agent, hello) == (b"agent", [b"HELLO", b"", "Grüße".encode()]), (agent, hello)
            s.send_multipart([agent, b"WELCOME", "Grüße".encode()])
        def expect(s, frames):
            got = s.recv_multipart(); assert got == frames, got
        context = zmq.Context()
        s = context.socket(getattr(zmq, sys.argv[1]))
        s.rcvtimeo = 20000
        if sys.argv[1] == "DEALER": s.routing_id = b"agent"
        if len(sys.argv) > 2: s.connect(sys.argv[2])
        else: s.bind("tcp://127.0.0.1:*"); print(s.last_endpoint.decode(), flush=True)
        globals()[sys.argv[1].lower()](s)
        s.close(); context.term()
        """;
}
