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
    private List<ProducerRequest>? _requests;
    private OpenFrame _open;

    /// <summary>The reader that is owed credit for this batch.</summary>
    public IActorRef Reader { get; } = reader;

    /// <summary>The numbered stream this batch belongs to: one life of one reader.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>Place in the stream, from 0, without gaps: the journal restores this order.</summary>
    public long Number { get; } = number;

    /// <summary>How the frames came: <c>push</c>, <c>broker</c>, <c>tap</c> or <c>acknowledged</c>.</summary>
    public string Source { get; } = source;

    /// <summary>When the first frame was read from the socket, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    public int Count { get; private set; }

    /// <summary>Bytes held, the unit of the in-flight limit.</summary>
    public int Bytes { get; private set; }

    /// <summary>Who asked for each frame to be recorded, and is owed an answer; null where nobody is.</summary>
    public IReadOnlyList<ProducerRequest>? Requests => _requests;

    /// <summary>Whether the buffers are given back already.</summary>
    public bool IsReleased => _frames.Length == 0;

    public bool IsFull => Count == MaxFrames || Bytes >= MaxBytes;

    /// <summary>
    /// Copies one part of a ZeroMQ message in; the last one completes a frame. Of two parts the first is the topic. Of a
    /// frame over <paramref name="maxMessageSize"/> bytes only the first <see cref="Frame.HeadBytes"/> are kept, with its
    /// true size.
    /// </summary>
    public void AddPart(ReadOnlySpan<byte> part, bool isLast, long maxMessageSize)
    {
        if (_open.Parts++ == 0)
            (_open.Start, _open.FirstLength) = (Bytes, part.Length);
        _open.Size += part.Length;
        var kept = _open.Size <= maxMessageSize
            ? part
            : part[..Math.Clamp(Frame.HeadBytes - (Bytes - _open.Start), 0, part.Length)];
        Reserve(kept.Length);
        kept.CopyTo(_buffer.AsSpan(Bytes));
        Bytes += kept.Length;
        if (isLast)
            CompleteFrame(isCut: _open.Size > maxMessageSize);
    }

    /// <summary>Adds a frame that a producer asked to be recorded. All frames of such a batch have a request.</summary>
    public void Add(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> frame, in ProducerRequest request, long maxMessageSize)
    {
        if (!topic.IsEmpty)
            AddPart(topic, isLast: false, maxMessageSize);
        AddPart(frame, isLast: true, maxMessageSize);
        (_requests ??= []).Add(request);
    }

    public Frame this[int index] => _frames[index];

    /// <summary>The kept bytes of a frame; valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> BytesOf(scoped in Frame frame) => _buffer.AsSpan(frame.Offset, frame.Length);

    /// <summary>The topic a frame was published under, empty if it had none; valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> TopicOf(scoped in Frame frame) =>
        _buffer.AsSpan(frame.Offset - frame.TopicLength, frame.TopicLength);

    /// <summary>Gives the buffers back. The batch must not be read afterwards.</summary>
    public void Release()
    {
        BatchBuffers.Pool.Return(_buffer);
        ArrayPool<Frame>.Shared.Return(_frames);
        (_buffer, _frames) = ([], []);
    }

    private void CompleteFrame(bool isCut)
    {
        if (isCut)
            Bytes = Math.Min(Bytes, _open.Start + Frame.HeadBytes);
        var topic = _open.Parts == 2 && !isCut ? _open.FirstLength : 0;
        var offset = _open.Start + topic;
        _frames[Count++] = new Frame(offset, Bytes - offset, _open.Size - topic, _open.Parts, topic);
        _open = default;
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

    /// <summary>The frame whose parts are being added.</summary>
    private struct OpenFrame
    {
        public int Start;
        public int Parts;
        public int FirstLength;
        public long Size;
    }
}

/// <summary>Where a frame stands in its batch, and how large it was on the wire.</summary>
/// <param name="Offset">First byte in the batch's buffer.</param>
/// <param name="Length">Bytes kept.</param>
/// <param name="Size">Bytes received: more than <paramref name="Length"/> if only the head was kept.</param>
/// <param name="Parts">ZeroMQ message parts: 1, or 2 with a topic; of more, all were joined.</param>
/// <param name="TopicLength">Bytes of the topic, which stand before <paramref name="Offset"/>; 0 without one.</param>
internal readonly record struct Frame(int Offset, int Length, long Size, int Parts, int TopicLength)
{
    /// <summary>Bytes kept of a frame that is over <c>tapedeck.ingest.max-message-size</c>.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Whether only the head was kept.</summary>
    public bool IsHead => Length < Size;
}

/// <summary>One life of one reader: a restarted reader begins a new stream, so that its numbering starts at 0 again.</summary>
internal readonly record struct StreamId(long Value)
{
    private static long _last;

    public static StreamId Next() => new(Interlocked.Increment(ref _last));
}
