namespace Tapedeck.ZeroMQ;

/// <summary>
/// A call that ZeroMQ refused. The message says what was tried, on which endpoint, and why:
/// <c>cannot bind tcp://127.0.0.1:5557: Address already in use (EADDRINUSE)</c>.
/// </summary>
public class ZmqException : Exception
{
    private protected ZmqException(string operation, int errno)
        : base($"cannot {operation}: {ZmqErrno.Describe(errno)} ({ZmqErrno.NameOf(errno)})")
    {
        ErrorNumber = errno;
        ErrorName = ZmqErrno.NameOf(errno);
    }

    /// <summary>The errno of libzmq's C runtime; the same error has other numbers on other systems.</summary>
    public int ErrorNumber { get; }

    /// <summary>
    /// The error's name, the same on every system, for example <c>EADDRINUSE</c> or <c>EHOSTUNREACH</c>.
    /// </summary>
    public string ErrorName { get; }

    /// <summary>The exception for the failure just seen: <paramref name="operation"/> reads after "cannot".</summary>
    internal static ZmqException Of(string operation, int errno) => errno == ZmqErrno.Terminated
        ? new ZmqContextTerminatedException(operation)
        : new ZmqException(operation, errno);
}
