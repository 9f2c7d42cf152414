namespace Tapedeck.ZeroMQ;

/// <summary>
/// One ZeroMQ socket. It is used from one thread at a time, and handing it to another thread needs a full memory
/// barrier; only <see cref="ZmqContext.Shutdown"/> may reach it from outside. An interrupted call (EINTR) is repeated.
/// Set options before <see cref="Bind"/> and <see cref="Connect"/>. Source: zmq_socket(3).
/// </summary>
public sealed partial class ZmqSocket : IDisposable
{
    /// <summary>The pattern it was created with.</summary>
    public ZmqSocketType Type { get; }

    /// <summary>
    /// Accepts peers at an endpoint, for example <c>tcp://127.0.0.1:5557</c>, <c>inproc://name</c> or, with libzmq,
    /// <c>ipc:///run/recorder</c>. With <c>tcp://127.0.0.1:*</c> the system picks a port: <see cref="LastEndpoint"/>.
    /// </summary>
    /// <exception cref="ZmqException">The port is taken (EADDRINUSE), or the endpoint is not one.</exception>
    public partial void Bind(string endpoint);

    /// <summary>Stops accepting at an endpoint it is bound to, by the name <see cref="LastEndpoint"/> told.</summary>
    /// <exception cref="ZmqException">It is not bound there (ENOENT).</exception>
    public partial void Unbind(string endpoint);

    /// <summary>Connects to an endpoint in the background, now and again after each loss.</summary>
    /// <exception cref="ZmqException">The endpoint is not one (EINVAL, EPROTONOSUPPORT).</exception>
    public partial void Connect(string endpoint);

    /// <summary>
    /// Sends to an endpoint no more, and receives nothing more from it. What still waits to be sent there may be lost.
    /// </summary>
    /// <exception cref="ZmqException">It is not connected there (ENOENT).</exception>
    public partial void Disconnect(string endpoint);

    /// <summary>
    /// Closes the socket. What it still has to send is sent in the background, for <see cref="Linger"/>.
    /// </summary>
    public partial void Dispose();

    /// <summary>The socket and its pattern, for messages.</summary>
    public override string ToString() => $"{Type} socket";
}
