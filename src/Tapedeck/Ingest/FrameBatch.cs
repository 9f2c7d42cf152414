using System.Buffers;

namespace Tapedeck.Ingest;

/// <summary>
/// Frames of one socket in arrival order, copied once into one pooled buffer. The reader fills it, then hands it over
/// whole: whoever holds it last calls <see cref="Release"/>.
/// </summary>
internal sealed class FrameBatch(IActorRef reader, StreamId stream, long number, string source, DateTimeOffset receivedAt)
{
    /// <summary>Frames a batch takes before the reader sends it on.</summary>
    public const int MaxFrames = 256;

    /// <summary>Bytes a batch takes before the reader sends it on; one larger frame makes a batch of its own.</summary>
    public const int MaxBytes = 256 * 1024;

    private byte[] _buffer = BatchBuffers.Pool.Rent(MaxBytes);
    private Frame[] _frames = ArrayPool<Frame>.Shared.Rent(MaxFrames);

    /// <summary>The reader that is owed credit for this batch.</summary>
    public IActorRef Reader { get; } = reader;

    /// <summary>The numbered stream this batch belongs to: one life of one reader.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>Place in the stream, from 0, without gaps: the journal restores this order.</summary>
    public long Number { get; } = number;

    /// <summary>How the frames came: <c>push</c>.</summary>
    public string Source { get; } = source;

    /// <summary>When the first frame was read from the socket, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    public int Count { get; private set; }

    /// <summary>Bytes held, the unit of the in-flight limit.</summary>
    public int Bytes { get; private set; }

    /// <summary>Whether the buffers are given back already.</summary>
    public bool IsReleased => _frames.Length == 0;

    public bool IsFull => Count == MaxFrames || Bytes >= MaxBytes;

    /// <summary>
    /// Copies one frame in. Of a frame over <paramref name="maxMessageSize"/> bytes only the first
    /// <see cref="Frame.HeadBytes"/> are kept, with its true size.
    /// </summary>
    public void Add(ReadOnlySpan<byte> frame, int parts, long maxMessageSize)
    {
        var kept = frame.Length > maxMessageSize ? frame[..Math.Min(frame.Length, Frame.HeadBytes)] : frame;
        Reserve(kept.Length);
        kept.CopyTo(_buffer.AsSpan(Bytes));
        _frames[Count++] = new Frame(Bytes, kept.Length, frame.Length, parts);
        Bytes += kept.Length;
    }

    public Frame this[int index] => _frames[index];

    /// <summary>The kept bytes of a frame; valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> BytesOf(in Frame frame) => _buffer.AsSpan(frame.Offset, frame.Length);

    /// <summary>Gives the buffers back. The batch must not be read afterwards.</summary>
    public void Release()
    {
        BatchBuffers.Pool.Return(_buffer);
        ArrayPool<Frame>.Shared.Return(_frames);
        (_buffer, _frames) = ([], []);
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - Bytes >= more)
            return;
        var larger = BatchBuffers.Pool.Rent(Bytes + more);
        _buffer.AsSpan(0, Bytes).CopyTo(larger);
        BatchBuffers.Pool.Return(_buffer);
        _buffer = larger;
    }
}

/// <summary>Where a frame stands in its batch, and how large it was on the wire.</summary>
/// <param name="Offset">First byte in the batch's buffer.</param>
/// <param name="Length">Bytes kept.</param>
/// <param name="Size">Bytes received: more than <paramref name="Length"/> if only the head was kept.</param>
/// <param name="Parts">ZeroMQ message parts the frame was joined from; the recording port expects 1.</param>
internal readonly record struct Frame(int Offset, int Length, long Size, int Parts)
{
    /// <summary>Bytes kept of a frame that is over <c>tapedeck.ingest.max-message-size</c>.</summary>
    public const int HeadBytes = 4096;
}

/// <summary>One life of one reader: a restarted reader begins a new stream, so that its numbering starts at 0 again.</summary>
internal readonly record struct StreamId(long Value)
{
    private static long _last;

    public static StreamId Next() => new(Interlocked.Increment(ref _last));
}
