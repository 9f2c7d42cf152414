using System.Buffers;

namespace Tapedeck.Journal;

/// <summary>
/// Reads a file's whole lines onward from a byte offset, in bounded memory: one buffer that grows to the longest line.
/// The part of a line that a node is writing at the moment is left for the next read.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private FileStream? _file;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1024 * 1024);
    private int _start;
    private int _end;

    /// <summary>Reads a file that need not be there yet.</summary>
    public LineReader(string path, long offset = 0) => (Path, Offset) = (path, offset);

    /// <summary>Reads a file that is open, and disposes it in the end.</summary>
    public LineReader(FileStream file, long offset)
    {
        (Path, _file, Offset) = (file.Name, file, offset);
        file.Position = offset;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Offset behind the last line that was read.</summary>
    public long Offset { get; private set; }

    /// <summary>Offset behind which nothing is read; the file's end if it is larger.</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>The next whole line without its newline, valid until the next call. False at the present end.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        for (var searched = 0; ;)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = _buffer.AsSpan(_start, searched + newline);
                _start += line.Length + 1;
                Offset += line.Length + 1;
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

    public void Dispose()
    {
        _file?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool TryFill()
    {
        if (_file is null)
        {
            if (!File.Exists(Path))
                return false;
            _file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            _file.Position = Offset;
        }

        var most = (int)Math.Min(int.MaxValue, Limit - Offset - (_end - _start));
        if (most <= 0)
            return false;

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = _file.Read(_buffer, _end, Math.Min(most, _buffer.Length - _end));
        _end += read;
        return read > 0;
    }
}
