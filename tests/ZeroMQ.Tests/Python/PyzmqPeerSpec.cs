using System.Diagnostics;
using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Python;

/// <summary>Every kind in use against libzmq, each once bound here and once bound there.</summary>
public sealed class PyzmqPeerSpec : SocketsTest
{
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
            return (socket, Own(Pyzmq.Run(PyzmqPeer.Script, there, socket.LastEndpoint)));
        }

        var python = Own(Pyzmq.Run(PyzmqPeer.Script, there));
        socket.Connect(await python.StandardOutput.ReadLineAsync() ?? await python.StandardError.ReadToEndAsync());
        return (socket, python);
    }

    private static Task AssertDone(Process python) => Pyzmq.AssertDone(python, Patience);
}
