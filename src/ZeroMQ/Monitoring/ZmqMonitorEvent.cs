namespace Tapedeck.ZeroMQ;

/// <summary>One event of a socket's connections.</summary>
/// <param name="Kind">One flag.</param>
/// <param name="Value">An errno, a wait, a status or a file descriptor, as <see cref="ZmqMonitorEvents"/> says.</param>
/// <param name="Endpoint">The local endpoint of a bound socket, the remote one of a connected socket.</param>
public readonly record struct ZmqMonitorEvent(ZmqMonitorEvents Kind, int Value, string Endpoint);
