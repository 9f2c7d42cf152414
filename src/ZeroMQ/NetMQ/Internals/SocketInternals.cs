using System.Collections;
using System.Reflection;
using NetMQ;

namespace Tapedeck.ZeroMQ.Internals;

/// <summary>What NetMQ does not show of a socket: its connections, how to end its waits, when it is closed.</summary>
internal static class SocketInternals
{
    private static readonly NetMQField Core = new(typeof(NetMQSocket), "m_socketHandle");
    private static readonly NetMQField Pipes = new(Core.Type, "m_pipes");
    private static readonly NetMQField IsDestroyed = new(Core.Type, "m_destroyed");
    private static readonly MethodInfo StopMethod =
        Core.Type.GetMethod("Stop") ?? throw new MissingMethodException(Core.Type.FullName, "Stop");

    /// <summary>
    /// Ends the socket's wait, and every later one, with a <see cref="TerminatingException"/>: what NetMQ does to all
    /// sockets of the process when its context ends. From any thread.
    /// </summary>
    internal static void Stop(NetMQSocket socket) => StopMethod.Invoke(Core.Of(socket), null);

    /// <summary>Whether NetMQ's threads have let go of a disposed socket, its connections and its ports.</summary>
    internal static bool IsClosed(NetMQSocket socket) => IsDestroyed.Of<bool>(Core.Of(socket)!);

    internal static IReadOnlyList<OutgoingConnection> Connections(NetMQSocket socket) =>
        [.. ((IEnumerable)Pipes.Of(Core.Of(socket)!)!).Cast<object>().Select(pipe => new OutgoingConnection(pipe))];
}
