using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Host.Support;

/// <summary>A sender to the recording port.</summary>
internal sealed class Pusher : IDisposable
{
    private readonly ZmqContext _context = new();
    private readonly ZmqSocket _socket;

    public Pusher(string endpoint)
    {
        _socket = _context.CreateSocket(ZmqSocketType.Push);
        _socket.Linger = TimeSpan.FromSeconds(60);
        _socket.Connect(endpoint);
    }

    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

    public void SendParts(params string[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
            _socket.Send(Encoding.UTF8.GetBytes(parts[i]), more: i < parts.Length - 1);
    }

    /// <summary>Sends a flat message and returns its id.</summary>
    public string SendMessage(string id, string text = "Handshake initiated")
    {
        Send(Encoding.UTF8.GetBytes(
            $$$"""{"message_id":"{{{id}}}","timestamp":"2025-12-01T06:58:19.526765","from":"claude_code","to":"gemini_cli","type":"handshake","priority":"NORMAL","content":{"message":"{{{text}}}"}}"""));
        return id;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _context.Dispose();
    }
}
