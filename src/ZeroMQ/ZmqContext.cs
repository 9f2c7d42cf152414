namespace Tapedeck.ZeroMQ;

/// <summary>
/// Owns sockets and the names of their inproc endpoints. Threads may share it; a socket they may not. Behind it is
/// libzmq, or NetMQ where the actors are Akka.NET's. Source: zmq_ctx_new(3), zmq_ctx_shutdown(3), zmq_ctx_term(3).
/// </summary>
public sealed partial class ZmqContext : IDisposable
{
    /// <summary>Loads libzmq on first use; the I/O threads start with the first socket.</summary>
    /// <param name="ioThreads">Threads that move bytes; one of libzmq's serves about a gigabyte a second. Those of
    /// NetMQ are the process's: the most that was asked for before its first socket. Default 1.</param>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public partial ZmqContext(int ioThreads = 1);

    /// <summary>A new socket, neither bound nor connected; the caller owns and disposes it.</summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    /// <exception cref="ZmqException">The limit of 1,023 sockets, or of open files, is reached (EMFILE).</exception>
    public partial ZmqSocket CreateSocket(ZmqSocketType type);

    /// <summary>
    /// Ends every wait in this context's sockets with <see cref="ZmqContextTerminatedException"/>, from any thread.
    /// Each owner still disposes its socket.
    /// </summary>
    public partial void Shutdown();

    /// <summary>
    /// Shuts down and frees the context. Returns once every socket is disposed and has sent what it holds, or its
    /// <see cref="ZmqSocket.Linger"/> has passed: dispose the sockets first.
    /// </summary>
    public partial void Dispose();
}
