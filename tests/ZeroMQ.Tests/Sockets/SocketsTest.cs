using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

/// <summary>
/// A context and the sockets made from it, disposed after each test; no wait lasts longer than Patience.
/// </summary>
public abstract class SocketsTest : IDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<IDisposable> _owned = [];

    protected ZmqContext Context { get; } = new();

    protected ZmqSocket Socket(ZmqSocketType type)
    {
        var socket = Own(Context.CreateSocket(type));
        socket.Linger = TimeSpan.Zero;
        return socket;
    }

    protected ZmqSocket Bound(ZmqSocketType type)
    {
        var socket = Socket(type);
        socket.Bind("tcp://127.0.0.1:*");
        return socket;
    }

    protected ZmqSocket ConnectedTo(ZmqSocket bound, ZmqSocketType type)
    {
        var socket = Socket(type);
        socket.Connect(bound.LastEndpoint);
        return socket;
    }

    protected T Own<T>(T disposable)
        where T : IDisposable
    {
        _owned.Add(disposable);
        return disposable;
    }

    protected static void Send(ZmqSocket socket, params string[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
            Assert.True(socket.TrySend(Encoding.UTF8.GetBytes(frames[i]), Patience, more: i < frames.Length - 1));
    }

    /// <summary>The next message, frame by frame.</summary>
    protected static string[] Receive(ZmqSocket socket)
    {
        using var message = new ZmqMessage();
        var frames = new List<string>();
        do
        {
            Assert.True(socket.TryReceive(message, Patience), $"no frame on the {socket} in {Patience}");
            frames.Add(Encoding.UTF8.GetString(message.Data));
        }
        while (message.More);
        return [.. frames];
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var disposable in Enumerable.Reverse(_owned))
            disposable.Dispose();
        Context.Dispose();
    }
}
