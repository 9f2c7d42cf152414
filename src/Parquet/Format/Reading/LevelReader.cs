using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads the levels of data pages, some at a time, as presences. Version 1 puts the length before the levels, version 2 into
/// the header. What is damaged is an <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class LevelReader(LeafColumn leaf)
{
    private readonly PooledBuffer<int> _levels = new();
    private RleDecoder _repetitions;
    private RleDecoder _definitions;
    private bool _inRow;

    /// <summary>Begins a page, and returns where its values begin.</summary>
    public int Begin(PageHeader header, byte[] page, int length)
    {
        var at = 0;
        if (leaf.Column.IsList)
            _repetitions = Begin(header, page, length, (header.RepetitionEncoding, header.RepetitionBytes, 1), ref at);
        else if (header.Type == PageType.DATA_PAGE_V2)
            at += header.RepetitionBytes;
        if (leaf.MaxDefinition > 0)
            _definitions = Begin(
                header, page, length, (header.DefinitionEncoding, header.DefinitionBytes, leaf.MaxDefinition), ref at);
        else if (header.Type == PageType.DATA_PAGE_V2)
            at += header.DefinitionBytes;
        return at;
    }

    /// <summary>Appends levels, and returns how many of them are values.</summary>
    public int Read(int count, ColumnBuffer into)
    {
        _levels.Clear();
        var levels = _levels.Extend(count);
        var presences = into.Presences.Extend(count);
        if (leaf.MaxDefinition == 0)
            presences.Fill(leaf.Presences[0]);
        else
        {
            _definitions.Read(levels);
            ToPresences(levels, presences);
        }

        if (leaf.Column.IsList)
        {
            _repetitions.Read(levels);
            ToContinues(levels, presences, into.Continues.Extend(count));
        }

        return presences.Count(Presence.Value);
    }

    public void Free() => _levels.Free();

    private static RleDecoder Begin(
        PageHeader header, byte[] page, int length, (PageEncoding Encoding, int Bytes, int Greatest) levels, ref int at)
    {
        if (levels.Encoding != PageEncoding.RLE)
            throw new InvalidDataException(
                $"its levels are encoded as {levels.Encoding}, which this reader does not read; expected RLE");
        var bytes = levels.Bytes;
        if (header.Type == PageType.DATA_PAGE)
        {
            if (length - at < sizeof(int))
                throw new InvalidDataException($"it ends at its byte {length}, where the length of its levels is expected");
            bytes = BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(at));
            at += sizeof(int);
        }

        if (bytes < 0 || bytes > length - at)
            throw new InvalidDataException($"its levels are {bytes:N0} bytes long, and {length - at:N0} are left of it");
        at += bytes;
        return new RleDecoder(page, at - bytes, at, RleEncoder.BitWidth(levels.Greatest));
    }

    private void ToPresences(ReadOnlySpan<int> levels, Span<Presence> presences)
    {
        var known = leaf.Presences;
        for (var i = 0; i < levels.Length; i++)
        {
            if ((uint)levels[i] >= (uint)known.Length)
                throw new InvalidDataException(
                    $"it has definition level {levels[i]}; the greatest of its column is {leaf.MaxDefinition}");
            presences[i] = known[levels[i]];
        }
    }

    private void ToContinues(ReadOnlySpan<int> levels, ReadOnlySpan<Presence> presences, Span<byte> continues)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] != 0 && (!_inRow || presences[i] < Presence.NullElement))
                throw new InvalidDataException("it continues a list that has no elements before, or with none");
            // After an empty list the next level begins a row.
            _inRow = presences[i] >= Presence.NullElement;
            continues[i] = (byte)levels[i];
        }
    }
}
