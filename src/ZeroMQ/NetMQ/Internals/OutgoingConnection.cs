using System.Net.Sockets;
using NetMQ;

namespace Tapedeck.ZeroMQ.Internals;

/// <summary>
/// The sending side of one connection. The socket's thread writes messages into a pipe; NetMQ's I/O thread takes them
/// out, in batches of 8 KiB, and gives each batch to the system. Only what that has taken outlives the connection.
/// </summary>
internal sealed class OutgoingConnection
{
    private static readonly Type PipeType = NetMQType("NetMQ.Core.Pipe");
    private static readonly Type SessionType = NetMQType("NetMQ.Core.SessionBase");
    private static readonly Type EngineType = NetMQType("NetMQ.Core.Transports.StreamEngine");
    private static readonly NetMQField Peer = new(PipeType, "m_peer");
    private static readonly NetMQField Reader = new(PipeType, "m_sink");
    private static readonly NetMQField State = new(PipeType, "m_state");
    private static readonly NetMQField Written = new(PipeType, "m_numberOfMessagesWritten");
    private static readonly NetMQField Read = new(PipeType, "m_numberOfMessagesRead");
    private static readonly NetMQField Engine = new(SessionType, "m_engine");
    private static readonly NetMQField Sending = new(EngineType, "m_sendingState");
    private static readonly NetMQField Handle = new(EngineType, "m_handle");
    private static readonly NetMQField? SystemSocket = OperatingSystem.IsWindows()
        ? null
        : new(Handle.Type.Assembly.GetType("AsyncIO.DotNet.NativeSocket", throwOnError: true)!, "m_socket");

    private readonly object _pipe;
    private readonly object _read;
    private readonly object? _session;

    internal OutgoingConnection(object pipe)
    {
        _pipe = pipe;
        _read = Peer.Of(pipe)!;
        // Another socket is at the end of an inproc connection, and keeps what it was sent.
        _session = Reader.Of(_read) is { } reader && SessionType.IsInstanceOfType(reader) ? reader : null;
    }

    /// <summary>Whether the connection is up, or comes up again, and has something that the system has not.</summary>
    internal bool HasUnsent
    {
        get
        {
            if (_session is null || State.NameOf(_read) is not ("Active" or "Pending"))
                return false;
            if (Written.Of<long>(_pipe) != Read.Of<long>(_read))
                return true;

            // The engine is active from before it takes a message until the system has its last byte.
            Interlocked.MemoryBarrier();
            return CurrentEngine is { } engine && Sending.NameOf(engine) == "Active";
        }
    }

    /// <summary>
    /// Tells the system that nothing more follows. Without it .NET aborts the connection when NetMQ closes it, because
    /// a receive is always pending, and the system drops what it has not yet delivered. Windows does not abort.
    /// </summary>
    internal void EndSending()
    {
        if (SystemSocket is null || CurrentEngine is not { } engine || Handle.Of(engine) is not { } handle)
            return;
        try
        {
            (SystemSocket.Of(handle) as Socket)?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The peer was faster: there is nobody left to deliver to.
        }
    }

    private object? CurrentEngine =>
        _session is null ? null
        : Engine.Of(_session) is { } engine && EngineType.IsInstanceOfType(engine) ? engine
        : null;

    private static Type NetMQType(string name) => typeof(NetMQSocket).Assembly.GetType(name, throwOnError: true)!;
}
