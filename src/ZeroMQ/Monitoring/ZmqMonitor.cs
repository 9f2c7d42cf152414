namespace Tapedeck.ZeroMQ;

/// <summary>
/// The events of one socket's connections, oldest first. It may be read from another thread than the socket's, and must
/// be: once about 2,000 events wait unread, libzmq's I/O thread waits too, and NetMQ drops what follows. Dispose it
/// before the socket, on its thread. Source: zmq_socket_monitor(3).
/// </summary>
public sealed partial class ZmqMonitor : IDisposable
{
    /// <summary>The next event, waiting for it up to <paramref name="timeout"/>; false if none came.</summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    public partial bool TryReceive(out ZmqMonitorEvent happened, TimeSpan timeout);

    /// <summary>Ends the events.</summary>
    public partial void Dispose();
}
