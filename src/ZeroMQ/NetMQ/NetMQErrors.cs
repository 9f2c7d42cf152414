using System.Net.Sockets;
using NetMQ;

namespace Tapedeck.ZeroMQ;

/// <summary>What NetMQ's exceptions are called in zmq.h.</summary>
internal static class NetMQErrors
{
    /// <summary>Whether an exception is NetMQ's way to refuse a call, rather than a fault of the caller here.</summary>
    internal static bool IsRefusal(Exception failure) => failure is NetMQException or NotSupportedException
        or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or SocketException;

    internal static int NumberOf(Exception refusal) => ZmqErrno.NumberOf(NameOf(refusal));

    private static string NameOf(Exception refusal) => refusal switch
    {
        TerminatingException => "ETERM",
        NotSupportedException => "ENOTSUP",
        SocketException => "ENODEV", // a host name that nobody knows
        NetMQException { ErrorCode: var code } => code switch
        {
            ErrorCode.EndpointNotFound => "ENOENT",
            ErrorCode.AddressAlreadyInUse => "EADDRINUSE",
            ErrorCode.AddressNotAvailable => "EADDRNOTAVAIL",
            ErrorCode.AccessDenied => "EACCES",
            ErrorCode.ProtocolNotSupported => "EPROTONOSUPPORT",
            ErrorCode.HostUnreachable => "EHOSTUNREACH",
            ErrorCode.FiniteStateMachine => "EFSM",
            ErrorCode.TooManyOpenSockets => "EMFILE",
            _ => "EINVAL",
        },
        _ => "EINVAL",
    };
}
