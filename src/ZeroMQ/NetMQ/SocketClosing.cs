using NetMQ;
using Tapedeck.ZeroMQ.Internals;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// The end of a socket. NetMQ closes a connection as soon as its last message was taken from the queue, though the
/// batch it went into may not be sent yet, and in a way that loses what the system has not delivered. So NetMQ is told
/// to close only when everything is with the system, or the linger has passed.
/// </summary>
internal static class SocketClosing
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>Done once nothing of the socket is left. Nobody else uses it any more.</summary>
    internal static async Task CloseAsync(NetMQSocket socket, TimeSpan linger)
    {
        var deadline = Deadline.After(linger);
        var connections = SocketInternals.Connections(socket);
        while (connections.Any(connection => connection.HasUnsent) && !deadline.HasPassed)
            await Task.Delay(Step).ConfigureAwait(false);

        foreach (var connection in connections)
            if (!connection.HasUnsent)
                connection.EndSending();
        socket.Dispose();
        while (!SocketInternals.IsClosed(socket))
            await Task.Delay(Step).ConfigureAwait(false);
    }
}
