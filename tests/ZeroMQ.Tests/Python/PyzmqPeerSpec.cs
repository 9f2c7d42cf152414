using System.Diagnostics;
using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Python;

/// <summary>Every kind in use against libzmq, each once bound here and once bound there.</summary>
public sealed class PyzmqPeerSpec : SocketsTest
{
    // kind, then the endpoint to connect to, or nothing to bind one and print it.
    private const string Peer = """
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

    private static readonly string[] News = ["topic", "Grüße"];

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_python_pull_receives_what_a_push_sends(bool bindsHere)
    {
        var (push, python) = await Meet(ZmqSocketType.Push, "PULL", bindsHere);
        for (var i = 0; i < 300; i++)
            Send(push, $"{i}", "", "Grüße");
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pull_receives_what_a_python_push_sends(bool bindsHere)
    {
        var (pull, python) = await Meet(ZmqSocketType.Pull, "PUSH", bindsHere);
        for (var i = 0; i < 300; i++)
            Assert.Equal([$"{i}", "", "Grüße"], Receive(pull));
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_python_sub_hears_an_xpub(bool bindsHere)
    {
        var (xpub, python) = await Meet(ZmqSocketType.XPub, "SUB", bindsHere);
        Assert.Equal(["\u0001topic"], Receive(xpub));
        Send(xpub, "other", "no");
        Send(xpub, News);
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_python_sub_hears_a_pub(bool bindsHere)
    {
        var (pub, python) = await Meet(ZmqSocketType.Pub, "SUB", bindsHere);
        do
        {
            Send(pub, "other", "no");
            Send(pub, News);
        }
        while (!python.WaitForExit(TimeSpan.FromMilliseconds(10)));
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sub_hears_a_python_pub(bool bindsHere)
    {
        var (sub, python) = await Meet(ZmqSocketType.Sub, "PUB", bindsHere);
        sub.Subscribe("topic"u8);
        Assert.Equal(News, Receive(sub));
        python.StandardInput.Close();
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sub_hears_a_python_xpub_which_hears_it_leave(bool bindsHere)
    {
        var (sub, python) = await Meet(ZmqSocketType.Sub, "XPUB", bindsHere);
        sub.Subscribe("topic"u8);
        Assert.Equal(News, Receive(sub));
        sub.Unsubscribe("topic"u8);
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_xsub_hears_a_python_xpub_which_hears_it_leave(bool bindsHere)
    {
        var (xsub, python) = await Meet(ZmqSocketType.XSub, "XPUB", bindsHere);
        Send(xsub, "\u0001topic");
        Assert.Equal(News, Receive(xsub));
        Send(xsub, "\u0000topic");
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_python_xsub_hears_an_xpub_which_hears_it_leave(bool bindsHere)
    {
        var (xpub, python) = await Meet(ZmqSocketType.XPub, "XSUB", bindsHere);
        Assert.Equal(["\u0001topic"], Receive(xpub));
        Send(xpub, News);
        Assert.Equal(["\u0000topic"], Receive(xpub));
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_router_answers_a_python_dealer(bool bindsHere)
    {
        var (router, python) = await Meet(ZmqSocketType.Router, "DEALER", bindsHere);
        Assert.Equal(["agent", "HELLO", "", "Grüße"], Receive(router));
        Send(router, "agent", "WELCOME", "Grüße");
        await AssertDone(python);
    }

    [PyzmqTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_python_router_answers_a_dealer(bool bindsHere)
    {
        var (dealer, python) = await Meet(ZmqSocketType.Dealer, "ROUTER", bindsHere);
        Send(dealer, "HELLO", "", "Grüße");
        Assert.Equal(["WELCOME", "Grüße"], Receive(dealer));
        await AssertDone(python);
    }

    /// <summary>A socket here and one in Python, which have found each other or will.</summary>
    private async Task<(ZmqSocket Here, Process Python)> Meet(ZmqSocketType here, string there, bool bindsHere)
    {
        var socket = Socket(here);
        if (here == ZmqSocketType.Dealer)
            socket.RoutingId = "agent"u8;
        if (bindsHere)
        {
            socket.Bind("tcp://127.0.0.1:*");
            return (socket, Own(Pyzmq.Run(Peer, there, socket.LastEndpoint)));
        }

        var python = Own(Pyzmq.Run(Peer, there));
        socket.Connect(await python.StandardOutput.ReadLineAsync() ?? await python.StandardError.ReadToEndAsync());
        return (socket, python);
    }

    private static Task AssertDone(Process python) => Pyzmq.AssertDone(python, Patience);
}
