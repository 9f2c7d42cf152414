using System.Buffers;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Sessions;

/// <summary>Lines of one block.</summary>
/// <param name="FirstSequence">Of the first of them.</param>
/// <param name="Lines">How many.</param>
/// <param name="Times">When their events were.</param>
/// <param name="Link">The chain's, behind the last of them; null if they end within the block.</param>
internal readonly record struct BlockLines(long FirstSequence, long Lines, EventTimes Times, ChainHash? Link)
{
    public long LastSequence => FirstSequence + Lines - 1;
}

/// <summary>
/// Reads the events behind a sequence block by block, across the sessions, by their indexes: it costs what there is to read,
/// wherever that is. In bounded memory: one block.
/// </summary>
/// <param name="folder">The journal.</param>
/// <param name="behind">Sequence of the last event that is not read.</param>
/// <param name="before">Sequence of the first event behind that which is not read either.</param>
/// <param name="end">How far the journal may be read.</param>
/// <param name="within">Blocks without an event in this time are passed over unread; null: none is.</param>
internal sealed class BlockReader(JournalFolder folder, long behind, long before, JournalPosition end, EventTimes? within = null) : IDisposable
{
    private OpenSession? _session;
    private long _number;
    private long _place;
    private byte[] _buffer = [];

    /// <summary>The next block's lines, each with its newline, valid until the next call. False behind the last.</summary>
    /// <exception cref="IOException">A session or its index cannot be read, or a record of it is damaged.</exception>
    public bool TryRead(out BlockLines block, out ReadOnlySpan<byte> lines)
    {
        while (_session is not null || TryOpenFirst())
        {
            if (TryReadRecord(out var record))
            {
                _place++;
                if (record.FirstSequence >= before)
                    break;
                if (within is { } times && !times.Overlaps(record.Times))
                    continue;
                Read(record);
                lines = _buffer.AsSpan(0, (int)record.Bytes);
                block = Trim(record, ref lines);
                return true;
            }

            if (!TryOpenNext())
                break;
        }

        block = default;
        lines = default;
        return false;
    }

    public void Dispose()
    {
        _session?.Dispose();
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool TryReadRecord(out IndexRecord record)
    {
        record = default;
        if (_place >= _session!.Index!.Count || _number > end.Session)
            return false;
        record = Record(_place);
        return record.Kind == IndexRecordKind.Block && (_number < end.Session || record.End <= end.Offset);
    }

    private void Read(in IndexRecord record)
    {
        if (_buffer.Length < record.Bytes)
        {
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(checked((int)record.Bytes));
        }

        var bytes = _buffer.AsSpan(0, (int)record.Bytes);
        for (var read = 0; read < bytes.Length;)
        {
            var got = RandomAccess.Read(_session!.Lines, bytes[read..], record.Place + read);
            if (got == 0)
                throw new IOException(
                    $"{_session.File.Path} ends at byte {record.Place + read}, its index has a block up to {record.End}: run tapedeck recover");
            read += got;
        }
    }

    private BlockLines Trim(in IndexRecord record, ref ReadOnlySpan<byte> lines)
    {
        var skipped = Math.Max(0, behind - record.FirstSequence + 1);
        var taken = Math.Min(record.Lines, before - record.FirstSequence) - skipped;
        if (taken == record.Lines)
            return new BlockLines(record.FirstSequence, record.Lines, record.Times, record.Link);
        lines = lines[LengthOf(lines, skipped)..];
        lines = lines[..LengthOf(lines, taken)];
        var times = EventTimes.None;
        for (var rest = lines; !rest.IsEmpty;)
        {
            var length = LengthOf(rest, 1);
            times = times.With(LineTime.Of(rest[..(length - 1)]));
            rest = rest[length..];
        }

        return new BlockLines(
            record.FirstSequence + skipped, taken, times, skipped + taken == record.Lines ? record.Link : null);
    }

    private static int LengthOf(ReadOnlySpan<byte> lines, long count)
    {
        var length = 0;
        for (; count > 0; count--)
            length += lines[length..].IndexOf((byte)'\n') + 1;
        return length;
    }

    /// <summary>Opens the last session that begins at or before the first event to read, at its block.</summary>
    private bool TryOpenFirst()
    {
        var sessions = SessionFile.All(folder);
        for (var i = sessions.Count - 1; i >= 0; i--)
        {
            Open(sessions[i]);
            if (i > 0 && Record(0).FirstSequence > behind + 1)
                continue;
            _place = PlaceBehind();
            return true;
        }

        return false;
    }

    private bool TryOpenNext()
    {
        if (_number >= end.Session || SessionFile.All(folder).FirstOrDefault(session => session.Number > _number) is not { } next)
            return false;
        Open(next);
        return true;
    }

    private void Open(SessionFile session)
    {
        _session?.Dispose();
        _session = OpenSession.Open(folder, session, isLive: true);
        if (_session.Index is null)
            throw new IOException($"{session.Index} is missing: run tapedeck recover");
        (_number, _place) = (session.Number, 1);
    }

    /// <summary>The place of the first block that has an event to read, by halving.</summary>
    private long PlaceBehind()
    {
        var (low, high) = (1L, _session!.Index!.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var record = Record(middle);
            if (record.Kind == IndexRecordKind.Block && record.FirstSequence + record.Lines - 1 <= behind)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private IndexRecord Record(long place) => _session!.Index!.TryRead(place, out var record)
        ? record
        : throw new IOException($"{_session.File.Index}: record {place} cannot be read: run tapedeck recover");
}
