using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Client;

/// <summary>Sockets that a test plays by hand; no wait lasts longer than Patience.</summary>
internal sealed class PlainSockets(KeyCheck? check = null) : IDisposable
{
    private readonly ZmqContext _context = Checked(new ZmqContext(), check);
    private readonly List<ZmqSocket> _sockets = [];

    public (ZmqSocket Socket, string Endpoint) Bound(ZmqSocketType type)
    {
        var socket = _context.CreateSocket(type);
        _sockets.Add(socket);
        socket.Linger = TimeSpan.Zero;
        check?.Guard(socket);
        socket.Bind("tcp://127.0.0.1:*");
        return (socket, socket.LastEndpoint);
    }

    public static void Send(ZmqSocket socket, params string[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
            Assert.True(socket.TrySend(Encoding.UTF8.GetBytes(frames[i]), ScriptedNode.Patience, more: i < frames.Length - 1));
    }

    /// <summary>The next message, frame by frame.</summary>
    public static string[] Receive(ZmqSocket socket)
    {
        using var message = new ZmqMessage();
        var frames = new List<string>();
        do
        {
            Assert.True(socket.TryReceive(message, ScriptedNode.Patience), $"no frame on the {socket}");
            frames.Add(Encoding.UTF8.GetString(message.Data));
        }
        while (message.More);
        return [.. frames];
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _context.Dispose();
    }

    private static ZmqContext Checked(ZmqContext context, KeyCheck? check)
    {
        check?.Answer(context);
        return context;
    }
}
