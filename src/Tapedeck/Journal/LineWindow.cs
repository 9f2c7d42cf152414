using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal;

/// <summary>Is shown the lines of a file, one after the other.</summary>
internal interface ILineVisitor
{
    /// <param name="line">A line without its newline, valid during the call.</param>
    /// <param name="offset">Where it begins.</param>
    void Take(ReadOnlySpan<byte> line, long offset);

    /// <param name="line">What stands before the end without a newline.</param>
    /// <param name="offset">Where it begins.</param>
    void TakeUnended(ReadOnlySpan<byte> line, long offset);
}

/// <summary>
/// Reads a file once in large pieces, hashes them, and shows every line while its bytes are in the processor's cache. Its
/// memory grows to the longest line and stays for the next file. Not thread safe.
/// </summary>
internal sealed class LineWindow
{
    /// <summary>What is longer than this without a newline is no line of any program.</summary>
    public const int LongestLine = 256 * 1024 * 1024;

    private const int ChunkBytes = 256 * 1024;

    private byte[] _buffer = new byte[2 * ChunkBytes];
    private SafeFileHandle? _file;
    private string _name = "";
    private long _limit;

    // The buffer has the file's bytes from _offset on in [_start, _end); all before _scanned are hashed and looked at.
    private int _start;
    private int _scanned;
    private int _end;
    private long _offset;

    /// <summary>Begins with another part of a file.</summary>
    public void Open(SafeFileHandle file, string name, long from, long to)
    {
        (_file, _name, _limit) = (file, name, to);
        (_start, _scanned, _end, _offset) = (0, 0, 0, from);
    }

    /// <summary>Shows the lines from where it stands up to an offset.</summary>
    /// <param name="to">Not behind the part that was opened.</param>
    /// <param name="visitor">Is shown them.</param>
    /// <param name="chain">Gets all their bytes, or null.</param>
    /// <exception cref="IOException">The file cannot be read, or ends before that.</exception>
    public void Read(long to, ILineVisitor visitor, Chain? chain)
    {
        while (_offset < to)
        {
            if (_scanned == _end)
                Fill();
            var stop = (int)Math.Min(_end, _start + (to - _offset));
            chain?.Add(_buffer.AsSpan(_scanned, stop - _scanned));
            while (_buffer.AsSpan(_scanned, stop - _scanned).IndexOf((byte)'\n') is >= 0 and var newline)
            {
                visitor.Take(_buffer.AsSpan(_start, _scanned + newline - _start), _offset);
                Pass(_scanned + newline + 1);
            }

            _scanned = stop;
            var left = stop - _start;
            if (left > 0 && (_offset + left == to || left >= LongestLine))
            {
                visitor.TakeUnended(_buffer.AsSpan(_start, left), _offset);
                Pass(stop);
            }
        }
    }

    private void Pass(int next)
    {
        _offset += next - _start;
        (_start, _scanned) = (next, next);
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
        }

        if (_buffer.Length - _end < ChunkBytes)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var position = _offset + _end;
        var read = RandomAccess.Read(
            _file!, _buffer.AsSpan(_end, (int)Math.Min(_buffer.Length - _end, _limit - position)), position);
        if (read == 0)
            throw new EndOfStreamException($"{_name} became shorter while it was read: it ended at byte {_limit}");
        _end += read;
    }
}
