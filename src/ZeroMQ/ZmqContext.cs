using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// Owns libzmq's I/O threads and the namespace of inproc endpoints. Threads may share it; a socket they may not.
/// Source: zmq_ctx_new(3), zmq_ctx_shutdown(3), zmq_ctx_term(3).
/// </summary>
public sealed class ZmqContext : IDisposable
{
    private const int IoThreadsOption = 1;

    // A handle is not freed while another thread is calling with it.
    private readonly Lock _gate = new();
    private nint _handle;

    /// <summary>Loads libzmq on first use; the I/O threads start with the first socket.</summary>
    /// <param name="ioThreads">Threads that move bytes; one serves about a gigabyte a second. Default 1.</param>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public ZmqContext(int ioThreads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ioThreads);
        ZmqLibrary.EnsureLoaded();
        _handle = ZmqNative.NewContext();
        if (_handle == 0)
            throw ZmqException.Of("create a context", ZmqNative.Errno());
        _ = ZmqNative.SetContextOption(_handle, IoThreadsOption, ioThreads);
    }

    /// <summary>A new socket, neither bound nor connected; the caller owns and disposes it.</summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    /// <exception cref="ZmqException">The limit of 1,023 sockets a context, or of open files, is reached.</exception>
    public ZmqSocket CreateSocket(ZmqSocketType type)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            var socket = ZmqNative.NewSocket(_handle, (int)type);
            var errno = socket != 0 ? 0 : ZmqNative.Errno();
            return errno == 0
                ? new ZmqSocket(this, type, socket)
                : throw ZmqException.Of($"create a {type} socket", errno);
        }
    }

    /// <summary>
    /// Ends every wait in this context's sockets with <see cref="ZmqContextTerminatedException"/>, from any thread.
    /// Each owner still disposes its socket.
    /// </summary>
    public void Shutdown()
    {
        lock (_gate)
            if (_handle != 0)
                _ = ZmqNative.ShutdownContext(_handle);
    }

    /// <summary>
    /// Shuts down and frees the context. Returns once every socket is disposed and has sent what it holds, or its
    /// <see cref="ZmqSocket.Linger"/> has passed: dispose the sockets first.
    /// </summary>
    public void Dispose()
    {
        nint handle;
        lock (_gate)
            (handle, _handle) = (_handle, 0);
        if (handle == 0)
            return;
        while (ZmqNative.TerminateContext(handle) != 0 && ZmqNative.Errno() == ZmqErrno.Interrupted)
        {
        }
    }
}
