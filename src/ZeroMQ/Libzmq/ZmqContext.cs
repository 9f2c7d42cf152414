using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

public sealed partial class ZmqContext
{
    private const int IoThreadsOption = 1;

    // A handle is not freed while another thread is calling with it.
    private readonly Lock _gate = new();
    private nint _handle;

    public partial ZmqContext(int ioThreads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ioThreads);
        ZmqLibrary.EnsureLoaded();
        _handle = ZmqNative.NewContext();
        if (_handle == 0)
            throw ZmqException.Of("create a context", ZmqNative.Errno());
        _ = ZmqNative.SetContextOption(_handle, IoThreadsOption, ioThreads);
    }

    public partial ZmqSocket CreateSocket(ZmqSocketType type)
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

    public partial void Shutdown()
    {
        lock (_gate)
            if (_handle != 0)
                _ = ZmqNative.ShutdownContext(_handle);
    }

    public partial void Dispose()
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
