namespace Tapedeck.ZeroMQ;

/// <summary>
/// Waits on several sockets at once, on the thread that uses them. After a wait try each socket: one that has
/// nothing says so at once. It owns none of them. With libzmq a wait allocates nothing. Source: zmq_poll(3).
/// </summary>
public sealed partial class ZmqPoller
{
    private readonly ZmqSocket[] _sockets;
    private readonly ZmqWakeup? _wakeup;

    /// <summary>Waits on sockets alone.</summary>
    /// <param name="sockets">One or more, of one thread.</param>
    public ZmqPoller(params ReadOnlySpan<ZmqSocket> sockets)
        : this(wakeup: null, sockets)
    {
    }

    /// <summary>Waits on sockets and on other threads.</summary>
    /// <param name="wakeup">What other threads end a wait by; several pollers of one thread may share it.</param>
    /// <param name="sockets">Any number, of one thread.</param>
    public ZmqPoller(ZmqWakeup? wakeup, params ReadOnlySpan<ZmqSocket> sockets)
    {
        _wakeup = wakeup;
        _sockets = wakeup is null ? sockets.ToArray() : [wakeup.Receiver, .. sockets];
        ArgumentOutOfRangeException.ThrowIfZero(_sockets.Length, nameof(sockets));
        Prepare();
    }

    /// <summary>
    /// Waits until a frame can be received from any of the sockets, or until the wakeup was woken since the last wait.
    /// </summary>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> waits without an end, zero not at all.</param>
    /// <returns>False after the time-out.</returns>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down, also while waiting.</exception>
    public bool Wait(TimeSpan timeout)
    {
        var isReady = WaitForAny(Deadline.After(timeout));
        _wakeup?.Clear();
        return isReady;
    }

    private partial void Prepare();

    private partial bool WaitForAny(Deadline deadline);
}
