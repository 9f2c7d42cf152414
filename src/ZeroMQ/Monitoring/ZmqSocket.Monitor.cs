namespace Tapedeck.ZeroMQ;

// The socket's side of its monitor.
public sealed partial class ZmqSocket
{
    /// <summary>Starts to report this socket's connections. A socket has one monitor at a time.</summary>
    /// <param name="events">What to report. Default everything.</param>
    /// <exception cref="ZmqException">libzmq refused it.</exception>
    public partial ZmqMonitor Monitor(ZmqMonitorEvents events = ZmqMonitorEvents.All);
}
