using NetMQ;
using Tapedeck.ZeroMQ.Internals;

namespace Tapedeck.ZeroMQ;

// NetMQ has one context a process, with the I/O threads and all inproc names. It is never ended, so that contexts here
// do not end each other's sockets; its threads keep no process alive.
public sealed partial class ZmqContext
{
    private static int _contexts;

    private readonly Lock _gate = new();
    private readonly HashSet<NetMQSocket> _open = [];

    // One for each socket whose end is not yet over, and one for the context itself.
    private readonly CountdownEvent _unfinished = new(1);
    private volatile bool _isShutDown;
    private bool _isDisposed;

    public partial ZmqContext(int ioThreads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ioThreads);
        NetMQConfig.ThreadPoolSize = Math.Max(NetMQConfig.ThreadPoolSize, ioThreads);
        Number = Interlocked.Increment(ref _contexts);
    }

    /// <summary>Tells this context's inproc endpoints from another's.</summary>
    internal int Number { get; }

    internal bool IsShutDown => _isShutDown;

    public partial ZmqSocket CreateSocket(ZmqSocketType type) => new(this, type, Open($"create a {type} socket", type));

    public partial void Shutdown()
    {
        lock (_gate)
        {
            _isShutDown = true;
            foreach (var socket in _open)
                SocketInternals.Stop(socket);
        }
    }

    public partial void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        Shutdown();
        _unfinished.Signal();
        _unfinished.Wait();
    }

    internal NetMQSocket Open(string operation, ZmqSocketType type)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_isShutDown)
                throw new ZmqContextTerminatedException(operation);
            NetMQSocket socket;
            try
            {
                socket = NetMQSockets.New(type);
            }
            catch (NetMQException failure)
            {
                throw ZmqException.Of(operation, NetMQErrors.NumberOf(failure));
            }

            _open.Add(socket);
            _unfinished.AddCount();
            return socket;
        }
    }

    /// <summary>Takes a socket back from its owner and closes it once it has sent what it holds.</summary>
    internal void Close(NetMQSocket socket, TimeSpan linger)
    {
        lock (_gate)
            _open.Remove(socket);
        _ = FinishAsync();

        async Task FinishAsync()
        {
            try
            {
                await SocketClosing.CloseAsync(socket, linger).ConfigureAwait(false);
            }
            finally
            {
                _unfinished.Signal();
            }
        }
    }
}
