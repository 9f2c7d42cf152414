using System.Runtime.CompilerServices;
using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Analytics;

/// <summary>The lines of a file that begin between two offsets.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">The first offset.</param>
/// <param name="End">Behind the last.</param>
/// <param name="Limit">Offset behind which nothing is read: a line that is not whole by then is none.</param>
internal sealed record LineRange(SafeFileHandle File, long Start, long End, long Limit)
{
    /// <summary>Reads them in bounded memory: what fits into a processor's own cache, or the longest line.</summary>
    public LineRangeReader Read() => new(this);
}

/// <summary>Reads the lines of a range, from any thread.</summary>
internal sealed class LineRangeReader : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly LineRange _range;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private long _place; // offset of the buffer's first byte
    private int _start;
    private int _end;

    public LineRangeReader(LineRange range)
    {
        // The byte before the range says whether a line begins with it.
        (_range, _place) = (range, Math.Max(0, range.Start - 1));
        if (range.Start > 0)
            TryReadAnyLine(out _);
    }

    /// <summary>The next line without its newline, valid until the next call. False behind the last.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        line = default;
        return _place + _start < _range.End && TryReadAnyLine(out line);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadAnyLine(out ReadOnlySpan<byte> line)
    {
        for (var searched = 0; ;)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = _buffer.AsSpan(_start, searched + newline);
                _start += line.Length + 1;
                return true;
            }

            searched = _end - _start;
            if (!TryFill())
            {
                line = default;
                return false;
            }
        }
    }

    private bool TryFill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_place, _start, _end) = (_place + _start, 0, _end - _start);
        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var most = (int)Math.Min(_buffer.Length - _end, _range.Limit - _place - _end);
        var read = most <= 0 ? 0 : RandomAccess.Read(_range.File, _buffer.AsSpan(_end, most), _place + _end);
        _end += read;
        return read > 0;
    }
}
