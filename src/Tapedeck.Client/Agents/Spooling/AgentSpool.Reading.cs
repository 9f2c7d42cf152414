namespace Tapedeck.Client;

// Lines in order, by one thread.
internal sealed partial class AgentSpool
{
    private readonly Queue<(long Number, long End)> _read = new();
    private byte[] _chunk = new byte[128 * 1024];
    private long _chunkStart;
    private int _chunkLength;
    private long _cursor;
    private long _nextCursor;
    private long _peeked;
    private long _passedOver;

    /// <summary>Begins again with the first line that is not forgotten.</summary>
    public void Rewind()
    {
        _cursor = _firstLine;
        _chunkLength = 0;
        _read.Clear();
    }

    /// <summary>The next line, without going on to the one after it; false if there is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool TryPeek(out SpoolLine line)
    {
        while (TryFindLine(out var text))
        {
            if (SpoolLine.TryParse(text, out line))
            {
                _peeked = line.Number;
                return true;
            }

            _passedOver++; // damaged by somebody else: what is no line cannot be sent
            Skip();
        }

        line = default;
        return false;
    }

    /// <summary>Goes on behind the line that was peeked at.</summary>
    public void Advance()
    {
        _read.Enqueue((_peeked, _nextCursor));
        Skip();
    }

    /// <summary>Forgets the lines read so far up to a number, and cuts them off if that is worth it.</summary>
    /// <returns>How many they were.</returns>
    public int Forget(long upTo)
    {
        var count = 0;
        lock (_gate)
        {
            for (; _read.TryPeek(out var line) && line.Number <= upTo; count++)
            {
                _firstLine = line.End;
                _forgotten = line.Number;
                _read.Dequeue();
            }

            _lines -= count;
        }

        if (count > 0)
            CompactIfWorthIt();
        return count;
    }

    private void Skip() => _cursor = _nextCursor;

    private bool TryFindLine(out ReadOnlyMemory<byte> text)
    {
        var searched = 0;
        while (true)
        {
            var start = (int)(_cursor - _chunkStart);
            var inChunk = start >= 0 && start <= _chunkLength ? _chunkLength - start : 0;
            if (inChunk > searched)
            {
                var feed = _chunk.AsSpan(start + searched, inChunk - searched).IndexOf((byte)'\n');
                if (feed >= 0)
                {
                    text = _chunk.AsMemory(start, searched + feed);
                    _nextCursor = _cursor + searched + feed + 1;
                    return true;
                }

                searched = inChunk;
            }

            if (!ReadMore(searched))
            {
                text = default;
                return false;
            }
        }
    }

    // Fills the chunk from the cursor on; false if that yields nothing beyond the bytes that are there already.
    private bool ReadMore(int there)
    {
        long end;
        lock (_gate)
            end = _end;
        if (_cursor + there >= end)
            return false;
        if (there == _chunk.Length)
            _chunk = new byte[_chunk.Length * 2];
        _chunkStart = _cursor;
        _chunkLength = RandomAccess.Read(
            _file, _chunk.AsSpan(0, (int)Math.Min(_chunk.Length, end - _cursor)), _cursor - _cutOff);
        return _chunkLength > there;
    }
}
