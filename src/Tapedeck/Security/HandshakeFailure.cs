using Tapedeck.ZeroMQ;

namespace Tapedeck.Security;

/// <summary>Handshakes that fail before libzmq asks who the peer is, and what they mean.</summary>
internal static class HandshakeFailure
{
    /// <summary>What a socket's monitor is to report. Peers that the ZAP handler refused are counted there.</summary>
    public const ZmqMonitorEvents Events =
        ZmqMonitorEvents.HandshakeFailedNoDetail | ZmqMonitorEvents.HandshakeFailedProtocol | ZmqMonitorEvents.MonitorStopped;

    // zmq.h
    private const int Cryptographic = 0x11000001;
    private const int MechanismMismatch = 0x11000002;

    /// <summary>The reason, or null for an event that is none of these.</summary>
    /// <param name="socket">The socket's name.</param>
    /// <param name="happened">What its monitor reported.</param>
    public static string? Reason(string socket, ZmqMonitorEvent happened) => happened.Kind switch
    {
        ZmqMonitorEvents.HandshakeFailedProtocol => $"{socket}: {Describe(happened.Value)}",
        ZmqMonitorEvents.HandshakeFailedNoDetail => $"{socket}: the connection ended in its handshake",
        _ => null,
    };

    private static string Describe(int error) => error switch
    {
        Cryptographic => "a client has another key for this node than its own",
        MechanismMismatch => "a client does not use CURVE",
        _ => $"what a client sent is no handshake of CURVE (error 0x{error:x})",
    };
}
