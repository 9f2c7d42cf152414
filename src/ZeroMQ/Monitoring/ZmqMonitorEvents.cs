namespace Tapedeck.ZeroMQ;

/// <summary>What happened to a connection; the numbers are those of zmq_socket_monitor(3).</summary>
[Flags]
public enum ZmqMonitorEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A connection to a remote endpoint is up; the handshake follows.</summary>
    Connected = 0x0001,

    /// <summary>A connection is being made.</summary>
    ConnectDelayed = 0x0002,

    /// <summary>Connecting failed and is tried again; the value is the wait in milliseconds.</summary>
    ConnectRetried = 0x0004,

    /// <summary>The socket is bound.</summary>
    Listening = 0x0008,

    /// <summary>Binding failed; the value is the errno.</summary>
    BindFailed = 0x0010,

    /// <summary>A peer's connection was accepted; the handshake follows.</summary>
    Accepted = 0x0020,

    /// <summary>Accepting failed; the value is the errno.</summary>
    AcceptFailed = 0x0040,

    /// <summary>The connection or listener was closed.</summary>
    Closed = 0x0080,

    /// <summary>Closing failed; the value is the errno.</summary>
    CloseFailed = 0x0100,

    /// <summary>
    /// The connection broke, or the peer broke a rule, such as <see cref="ZmqSocket.MaxMessageSize"/>.
    /// </summary>
    Disconnected = 0x0200,

    /// <summary>The socket was disposed; no event follows.</summary>
    MonitorStopped = 0x0400,

    /// <summary>The handshake failed for the errno that is the value.</summary>
    HandshakeFailedNoDetail = 0x0800,

    /// <summary>The handshake succeeded: messages can flow.</summary>
    HandshakeSucceeded = 0x1000,

    /// <summary>
    /// The peer's handshake broke the protocol, for example with another mechanism; the value is a ZMQ_PROTOCOL_ERROR.
    /// </summary>
    HandshakeFailedProtocol = 0x2000,

    /// <summary>The ZAP handler refused the peer; the value is its status code, for example 400.</summary>
    HandshakeFailedAuth = 0x4000,

    /// <summary>Every event.</summary>
    All = 0xFFFF,
}
