using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Client;

/// <summary>A broker as libzmq's own proxy is: what publishers send into XSUB goes to the subscribers of XPUB.</summary>
internal sealed class Forwarder : IDisposable
{
    private readonly ZmqContext _context = new();
    private readonly ZmqSocket _publishers;
    private readonly ZmqSocket _subscribers;
    private readonly Thread _thread;

    public Forwarder(CurveKeyPair? keys = null)
    {
        _publishers = Bound(ZmqSocketType.XSub, keys);
        _subscribers = Bound(ZmqSocketType.XPub, keys);
        Publish = _publishers.LastEndpoint;
        Subscribe = _subscribers.LastEndpoint;
        _thread = new Thread(Run);
        _thread.Start();
    }

    public string Publish { get; }

    public string Subscribe { get; }

    public void Dispose()
    {
        _context.Shutdown();
        _thread.Join();
        _context.Dispose();
    }

    private void Run()
    {
        using var publishers = _publishers;
        using var subscribers = _subscribers;
        using var message = new ZmqMessage();
        var poller = new ZmqPoller(publishers, subscribers);
        try
        {
            while (poller.Wait(Timeout.InfiniteTimeSpan))
            {
                Pass(publishers, subscribers, message);
                Pass(subscribers, publishers, message);
            }
        }
        catch (ZmqContextTerminatedException)
        {
            // Disposed.
        }
    }

    private static void Pass(ZmqSocket from, ZmqSocket to, ZmqMessage message)
    {
        while (from.TryReceive(message))
        {
            var more = message.More;
            to.Send(message.Data, more);
        }
    }

    private ZmqSocket Bound(ZmqSocketType type, CurveKeyPair? keys)
    {
        var socket = _context.CreateSocket(type);
        socket.Linger = TimeSpan.Zero;
        if (keys is not null)
        {
            socket.CurveServer = true;
            socket.CurveSecretKey = keys.SecretKey;
        }

        socket.Bind("tcp://127.0.0.1:*");
        return socket;
    }
}
