using NetMQ;

namespace Tapedeck.ZeroMQ;

// A socket of NetMQ, and what becomes of its exceptions.
public sealed partial class ZmqSocket
{
    private readonly NetMQSocket _socket;
    private readonly EndpointNames _endpoints;
    private int _isDisposed;

    internal ZmqSocket(ZmqContext context, ZmqSocketType type, NetMQSocket socket)
    {
        Context = context;
        Type = type;
        _socket = socket;
        _endpoints = new EndpointNames(context.Number);

        // As in libzmq, subscriptions that still wait for a publisher hold up nothing.
        _linger = type is ZmqSocketType.Sub or ZmqSocketType.XSub ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
    }

    internal ZmqContext Context { get; }

    internal NetMQSocket Socket => _socket;

    public partial void Bind(string endpoint) => Attach("bind", endpoint, _socket.Bind);

    public partial void Unbind(string endpoint) => Detach("unbind", endpoint, _socket.Unbind);

    public partial void Connect(string endpoint) => Attach("connect to", endpoint, _socket.Connect);

    public partial void Disconnect(string endpoint) => Detach("disconnect from", endpoint, _socket.Disconnect);

    public partial void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _events?.Dispose();
        Context.Close(_socket, _linger);
    }

    private void Attach(string operation, string endpoint, Action<string> attach)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        Try(operation, endpoint, () =>
        {
            attach(_endpoints.Translate(endpoint));
            _endpoints.Attached(endpoint, _socket.Options.LastEndpoint ?? "");
        });
    }

    private void Detach(string operation, string endpoint, Action<string> detach)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        Try(operation, endpoint, () => detach(_endpoints.Find(endpoint)));
    }

    private void Try(string operation, string subject, Action act)
    {
        ThrowIfEnded(operation);
        try
        {
            act();
        }
        catch (Exception refusal) when (NetMQErrors.IsRefusal(refusal))
        {
            throw ZmqException.Of($"{operation} {subject}", NetMQErrors.NumberOf(refusal));
        }
    }

    internal void ThrowIfEnded(string operation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        if (Context.IsShutDown)
            throw new ZmqContextTerminatedException($"{operation} on a {this}");
    }
}
