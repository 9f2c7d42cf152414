namespace Tapedeck.ZeroMQ;

/// <summary>
/// The socket's context was shut down or disposed (ETERM). It is the regular end of a thread that waits in a socket:
/// the owner disposes the socket and returns.
/// </summary>
public sealed class ZmqContextTerminatedException : ZmqException
{
    internal ZmqContextTerminatedException(string operation)
        : base(operation, ZmqErrno.Terminated)
    {
    }
}
