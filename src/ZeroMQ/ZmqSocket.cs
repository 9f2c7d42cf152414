using System.Text;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// One ZeroMQ socket. It is used from one thread at a time, and handing it to another thread needs a full memory
/// barrier; only <see cref="ZmqContext.Shutdown"/> may reach it from outside. An interrupted call (EINTR) is repeated.
/// Set options before <see cref="Bind"/> and <see cref="Connect"/>. Source: zmq_socket(3).
/// </summary>
public sealed unsafe partial class ZmqSocket : IDisposable
{
    private nint _handle;

    internal ZmqSocket(ZmqContext context, ZmqSocketType type, nint handle)
    {
        Context = context;
        Type = type;
        _handle = handle;
    }

    /// <summary>The pattern it was created with.</summary>
    public ZmqSocketType Type { get; }

    internal ZmqContext Context { get; }

    /// <summary>
    /// Accepts peers at an endpoint, for example <c>tcp://127.0.0.1:5557</c>, <c>ipc:///run/recorder</c> or
    /// <c>inproc://name</c>. With <c>tcp://127.0.0.1:*</c> the system picks a port: see <see cref="LastEndpoint"/>.
    /// </summary>
    /// <exception cref="ZmqException">The port is taken (EADDRINUSE), or the endpoint is not one.</exception>
    public void Bind(string endpoint) => Attach("bind", endpoint, ZmqNative.Bind);

    /// <summary>Stops accepting at an endpoint it is bound to, by the name <see cref="LastEndpoint"/> told.</summary>
    /// <exception cref="ZmqException">It is not bound there (ENOENT).</exception>
    public void Unbind(string endpoint) => Attach("unbind", endpoint, ZmqNative.Unbind);

    /// <summary>Connects to an endpoint in the background, now and again after each loss.</summary>
    /// <exception cref="ZmqException">The endpoint is not one (EINVAL, EPROTONOSUPPORT).</exception>
    public void Connect(string endpoint) => Attach("connect to", endpoint, ZmqNative.Connect);

    /// <summary>
    /// Sends to an endpoint no more, and receives nothing more from it. What still waits to be sent there may be lost.
    /// </summary>
    /// <exception cref="ZmqException">It is not connected there (ENOENT).</exception>
    public void Disconnect(string endpoint) => Attach("disconnect from", endpoint, ZmqNative.Disconnect);

    /// <summary>
    /// Closes the socket. What it still has to send is sent in the background, for <see cref="Linger"/>.
    /// </summary>
    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
            _ = ZmqNative.CloseSocket(handle);
    }

    /// <summary>The socket and its pattern, for messages.</summary>
    public override string ToString() => $"{Type} socket";

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
