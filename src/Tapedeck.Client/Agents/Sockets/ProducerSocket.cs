using System.Buffers.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// One connection to the node's acknowledged port: a DEALER that is of no more use once it has lost its connection. It goes
/// without ZMQ_IMMEDIATE, with which libzmq 4.3.4 aborts the process if the connection breaks between two frames of an
/// answer that is being read; closing it with its connection keeps anything from being sent ahead of HELLO on the next one.
/// </summary>
internal sealed class ProducerSocket : IDisposable
{
    private const int ReceiveHighWaterMark = 20_000; // an answer to each message that may be unanswered, and more
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(15);

    private readonly ZmqSocket _socket;
    private readonly ConnectionWatch _watch;
    private readonly ZmqMessage _frame = new();
    private readonly byte[] _digits = new byte[20];

    /// <summary>Begins to connect.</summary>
    /// <exception cref="ZmqException">The endpoint or a key is not one.</exception>
    public ProducerSocket(string endpoint, AgentSockets sockets, TimeSpan now)
    {
        _socket = sockets.Unsent(ZmqSocketType.Dealer);
        try
        {
            _watch = sockets.Watch(_socket, endpoint, now);
            _socket.SendHighWaterMark = 0; // bounded by what may be unanswered
            _socket.ReceiveHighWaterMark = ReceiveHighWaterMark;
            _socket.HeartbeatInterval = HeartbeatInterval;
            _socket.HeartbeatTimeout = HeartbeatTimeout;
            _socket.Connect(endpoint);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What to wait for: an answer.</summary>
    public ZmqSocket Awaited => _socket;

    /// <summary>Whether the connection was up at the last look.</summary>
    public bool IsConnected => _watch.IsConnected;

    /// <summary>Whether the connection broke.</summary>
    public bool IsLost => _watch.IsLost;

    /// <summary>Whether the node did not take the agent's key.</summary>
    public bool HasFailed => _watch.HasFailed;

    /// <summary>Whether it may never connect.</summary>
    public bool IsStale => _watch.IsStale;

    /// <summary>Notes what became of the connection.</summary>
    public void Look(TimeSpan now) => _watch.Look(now);

    /// <summary>Sends HELLO, as soon as there is a connection.</summary>
    public void SendHello(ReadOnlySpan<byte> producer)
    {
        _socket.Send("HELLO"u8, more: true);
        _socket.Send(producer);
    }

    /// <summary>Sends a RECORD.</summary>
    public void SendRecord(SpoolLine line)
    {
        _ = Utf8Formatter.TryFormat(line.Number, _digits, out var length);
        _socket.Send("RECORD"u8, more: true);
        _socket.Send(_digits.AsSpan(0, length), more: true);
        _socket.Send(line.Payload.Span);
    }

    /// <summary>The frames of the next answer; null if there is none.</summary>
    public IReadOnlyList<byte[]>? Receive()
    {
        if (!_socket.TryReceive(_frame))
            return null;
        var frames = new List<byte[]> { _frame.Data.ToArray() };
        while (_frame.More && _socket.TryReceive(_frame))
            frames.Add(_frame.Data.ToArray());
        return frames;
    }

    public void Dispose()
    {
        _watch?.Dispose(); // null if it could not be made
        _socket.Dispose();
        _frame.Dispose();
    }
}
