using System.Text;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// A handle of libzmq, and what becomes of its errors.
public sealed unsafe partial class ZmqSocket
{
    private nint _handle;

    internal ZmqSocket(ZmqContext context, ZmqSocketType type, nint handle)
    {
        Context = context;
        Type = type;
        _handle = handle;
    }

    internal ZmqContext Context { get; }

    /// <summary>For zmq_poll(3), which would take the handle of a disposed socket for a file.</summary>
    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    public partial void Bind(string endpoint) => Attach("bind", endpoint, ZmqNative.Bind);

    public partial void Unbind(string endpoint) => Attach("unbind", endpoint, ZmqNative.Unbind);

    public partial void Connect(string endpoint) => Attach("connect to", endpoint, ZmqNative.Connect);

    public partial void Disconnect(string endpoint) => Attach("disconnect from", endpoint, ZmqNative.Disconnect);

    public partial void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
            _ = ZmqNative.CloseSocket(handle);
    }

    private void Attach(string operation, string endpoint, AttachFunction attach)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        var errno = 0;
        fixed (byte* text = Encoding.UTF8.GetBytes(endpoint + '\0'))
            while (attach(_handle, text) != 0 && (errno = ZmqNative.Errno()) == ZmqErrno.Interrupted)
            {
            }
        if (errno != 0)
            throw Failure($"{operation} {endpoint}", errno);
    }

    /// <summary>True for EAGAIN, false for EINTR (call again); every other error is thrown.</summary>
    private bool WouldBlock(string operation, int errno)
    {
        if (errno == ZmqErrno.Again)
            return true;
        if (errno == ZmqErrno.Interrupted)
            return false;
        throw Failure($"{operation} on a {this}", errno);
    }

    private Exception Failure(string operation, int errno) => _handle == 0
        ? new ObjectDisposedException(ToString())
        : ZmqException.Of(operation, errno);

    private delegate int AttachFunction(nint socket, byte* endpoint);
}
