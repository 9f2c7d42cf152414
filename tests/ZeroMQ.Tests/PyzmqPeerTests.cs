using System.Diagnostics;
using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ;

public sealed class PyzmqPeerTests : SocketsTest
{
    private const string Echo = """
        import sys, zmq
        context = zmq.Context()
        source, sink = context.socket(zmq.PULL), context.socket(zmq.PUSH)
        source.connect(sys.argv[1]); sink.connect(sys.argv[2])
        for _ in range(int(sys.argv[3])):
            sink.send_multipart([b"echo"] + source.recv_multipart())
        """;

    private const string Subscriber = """
        import sys, zmq
        socket = zmq.Context().socket(zmq.SUB)
        socket.connect(sys.argv[1]); socket.subscribe(b"topic")
        topic, text = socket.recv_multipart()
        assert (topic, text) == (b"topic", "Grüße".encode()), (topic, text)
        """;

    [PyzmqFact]
    public async Task Messages_go_to_python_and_come_back_in_order()
    {
        var toPython = Bound(ZmqSocketType.Push);
        var fromPython = Bound(ZmqSocketType.Pull);
        using var python = Run(Echo, toPython.LastEndpoint, fromPython.LastEndpoint, "300");

        for (var i = 0; i < 300; i++)
            Send(toPython, $"{i}", "", "{\"content\":\"Grüße\"}");

        for (var i = 0; i < 300; i++)
            Assert.Equal(["echo", $"{i}", "", "{\"content\":\"Grüße\"}"], Receive(fromPython));
        await AssertDone(python);
    }

    [PyzmqFact]
    public async Task A_python_subscriber_hears_an_xpub()
    {
        var pub = Bound(ZmqSocketType.XPub);
        using var python = Run(Subscriber, pub.LastEndpoint);

        Assert.Equal(["\u0001topic"], Receive(pub));
        Send(pub, "topic", "Grüße");

        await AssertDone(python);
    }

    private static Process Run(string script, params string[] arguments) => Process.Start(
        new ProcessStartInfo(PyzmqFactAttribute.Python, ["-c", script, .. arguments])
        {
            RedirectStandardError = true,
        })!;

    private static async Task AssertDone(Process python)
    {
        using var patience = new CancellationTokenSource(Patience);
        var complaint = await python.StandardError.ReadToEndAsync(patience.Token);
        await python.WaitForExitAsync(patience.Token);
        Assert.True(python.ExitCode == 0, complaint);
    }
}
