using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// Records without acknowledgement: hands what is queued to the node's port, as far as that takes it. Used by the thread that
/// owns the sockets.
/// </summary>
internal sealed class PushLink(string endpoint, AgentSockets sockets, BoundedQueue<ReadOnlyMemory<byte>> queue) : IDisposable
{
    private const int TurnLimit = 1_000;

    // Nothing tells when the socket takes messages again.
    private readonly DoublingPause _notTaken = new(TimeSpan.FromMilliseconds(1), ConnectionWatch.Interval);
    private readonly RenewedSocket _socket = new(endpoint, sockets, () => Make(sockets)) { IsWatched = true };
    private volatile bool _isConnected;

    /// <summary>Whether there is a connection. May be asked from any thread.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>When there is work again by itself.</summary>
    public TimeSpan? NextDue { get; private set; }

    /// <summary>Connects; once.</summary>
    /// <exception cref="ZmqException">The endpoint is not one.</exception>
    public void Connect(TimeSpan now) => _socket.Connect(now);

    /// <summary>Sends what is queued, up to a limit; true if there is more.</summary>
    public bool Work(TimeSpan now)
    {
        _socket.Look(now);
        _isConnected = _socket.IsConnected;
        for (var count = 0; count < TurnLimit; count++)
        {
            if (!_socket.MaySend || !queue.TryPeek(out var message))
            {
                NextDue = _socket.NextDue;
                return false;
            }

            if (!_socket.Socket!.TrySend(message.Span))
            {
                NextDue = now + _notTaken.Take();
                return false;
            }

            _notTaken.Reset();
            queue.TryTake(out _);
        }

        return true;
    }

    /// <summary>Closes; what the socket has is still sent for so long.</summary>
    public void Close(TimeSpan linger)
    {
        _isConnected = false;
        _socket.Close(linger);
    }

    public void Dispose() => Close(TimeSpan.Zero);

    private static ZmqSocket Make(AgentSockets sockets)
    {
        var socket = sockets.Unsent(ZmqSocketType.Push);
        socket.Immediate = true; // what waits for a connection waits in the queue, where it is counted
        return socket;
    }
}
