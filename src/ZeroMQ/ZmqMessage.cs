namespace Tapedeck.ZeroMQ;

/// <summary>
/// One received frame, where the library put it. Make one a reader and receive into it again and again; a receive
/// allocates nothing. Used from one thread at a time.
/// </summary>
public sealed partial class ZmqMessage : IDisposable
{
    /// <summary>An empty frame. Without <see cref="Dispose"/> what libzmq allocated outlives it.</summary>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public partial ZmqMessage();

    /// <summary>
    /// The frame's bytes, not copied: they are valid until the next receive into this message, whether that yields a
    /// frame or not, or until it is disposed. Of a frame over 2,147,483,647 bytes, its first that many: see
    /// <see cref="ZmqSocket.MaxMessageSize"/>.
    /// </summary>
    public partial ReadOnlySpan<byte> Data { get; }

    /// <summary>The frame's length in bytes; 0 before the first receive and after one that yielded nothing.</summary>
    public partial int Length { get; }

    /// <summary>True if this frame is followed by another of the same multipart message.</summary>
    public partial bool More { get; }

    /// <summary>
    /// The name by which a ZAP handler let the frame's sender connect (ZeroMQ RFC 27); null where none was asked, and
    /// always with NetMQ. Each frame that was sent has it; the routing id that a ROUTER puts before them may not. Every
    /// call makes a new text.
    /// </summary>
    public partial string? UserId { get; }

    /// <summary>Frees the frame and its memory.</summary>
    public partial void Dispose();
}
