using System.Globalization;
using System.Runtime.CompilerServices;
using Tapedeck.Ingest;

namespace Tapedeck.Enrichment;

/// <summary>
/// A growable byte buffer on pooled memory: one event line, or the lines of a whole batch one after another.
/// Spans taken from it are valid until the next append. Not thread safe.
/// </summary>
internal sealed class LineBuffer
{
    private byte[] _bytes;

    /// <summary>Rents memory for at least <paramref name="capacity"/> bytes; it grows by doubling.</summary>
    public LineBuffer(int capacity = 4096) => _bytes = BatchBuffers.Pool.Rent(capacity);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written, from the first byte.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Bytes that were written, to be written over.</summary>
    public Span<byte> Over(int start, int length) => _bytes.AsSpan(0, Length).Slice(start, length);

    /// <summary>Free space of at least <paramref name="count"/> bytes; follow with <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Grow(count);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Counts <paramref name="count"/> bytes of the reserved space as written.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Appends bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends bytes between quotes.</summary>
    public void AppendQuoted(ReadOnlySpan<byte> bytes)
    {
        Append((byte)'"');
        Append(bytes);
        Append((byte)'"');
    }

    /// <summary>Appends a number in decimal digits.</summary>
    public void AppendNumber(long number)
    {
        const int Digits = 20;
        number.TryFormat(Reserve(Digits), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Forgets what was written from <paramref name="length"/> bytes on.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Forgets what was written; the memory stays.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets what was written; memory of more than <paramref name="limit"/> bytes goes back to the pool.</summary>
    public void ClearAndTrim(int limit)
    {
        Length = 0;
        if (_bytes.Length > limit)
            Release();
    }

    /// <summary>
    /// Gives the memory back to the pool; the next append rents anew. A buffer that is never released costs the pool
    /// its memory, nothing else.
    /// </summary>
    public void Release()
    {
        ReturnMemory();
        _bytes = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        var wanted = (int)Math.Min(Math.Max((long)_bytes.Length * 2, (long)Length + count), Array.MaxLength);
        var larger = BatchBuffers.Pool.Rent(wanted);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ReturnMemory();
        _bytes = larger;
    }

    private void ReturnMemory()
    {
        if (_bytes.Length > 0)
            BatchBuffers.Pool.Return(_bytes);
    }
}
