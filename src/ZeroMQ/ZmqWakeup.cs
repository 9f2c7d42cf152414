namespace Tapedeck.ZeroMQ;

/// <summary>
/// Ends a <see cref="ZmqPoller"/>'s wait from other threads: a pair of inproc sockets, of which the poller has one end.
/// Put the work where the waiting thread looks for it, then call <see cref="Wake"/>; that thread looks after each wait.
/// Made and disposed by the thread that waits.
/// </summary>
public sealed class ZmqWakeup : IDisposable
{
    private static int _count;

    private readonly Lock _gate = new();
    private readonly ZmqSocket _sender;
    private readonly ZmqMessage _message = new();
    private int _isRaised;
    private bool _isDisposed;

    /// <summary>Makes the pair in the context of the sockets that are waited on.</summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    /// <exception cref="ZmqException">The limit of sockets, or of open files, is reached (EMFILE).</exception>
    public ZmqWakeup(ZmqContext context)
    {
        var endpoint = $"inproc://wakeup-{Interlocked.Increment(ref _count)}";
        Receiver = context.CreateSocket(ZmqSocketType.Pair);
        Receiver.Bind(endpoint);
        _sender = context.CreateSocket(ZmqSocketType.Pair);
        _sender.Linger = TimeSpan.Zero;
        _sender.Connect(endpoint);
    }

    internal ZmqSocket Receiver { get; }

    /// <summary>
    /// Ends the wait, or the next one if none is going on; from any thread, and never waiting. Calls before that wait
    /// has ended count as one. After <see cref="Dispose"/> it does nothing.
    /// </summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isRaised, 1) != 0)
            return;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            try
            {
                _sender.TrySend([]);
            }
            catch (ZmqContextTerminatedException)
            {
                // That has ended the wait.
            }
        }
    }

    /// <summary>Closes the pair.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _sender.Dispose();
        }

        Receiver.Dispose();
        _message.Dispose();
    }

    /// <summary>
    /// Takes the frame, then lowers the flag. A thread that found it still raised has put its work there before, so
    /// the waiting thread sees that work when it looks for it after this.
    /// </summary>
    internal void Clear()
    {
        if (Receiver.TryReceive(_message))
            Interlocked.Exchange(ref _isRaised, 0);
    }
}
