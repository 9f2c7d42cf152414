namespace Tapedeck.Parquet.Format;

/// <summary>
/// Writes the levels of a page of version 1: each kind as its length in four bytes and runs, and not at all where it can only
/// be one. Source: Nested Encoding in the README and RLE in Encodings.md of the Parquet format specification.
/// </summary>
internal sealed class LevelEncoder
{
    private readonly PooledBuffer<int> _levels = new();

    /// <summary>Writes the levels of a column, from one to before another.</summary>
    public void Encode(ColumnBuffer column, int from, int to, PooledBuffer<byte> page)
    {
        if (column.Column.IsList)
            EncodeRepetitions(column.Continues.Span[from..to], page);
        if (column.Column.IsList || column.Column.IsNullable)
            EncodeDefinitions(column.Column, column.Presences.Span[from..to], page);
    }

    public void Free() => _levels.Free();

    private void EncodeRepetitions(ReadOnlySpan<byte> continues, PooledBuffer<byte> page)
    {
        _levels.Clear();
        var levels = _levels.Extend(continues.Length);
        for (var i = 0; i < continues.Length; i++)
            levels[i] = continues[i];
        Encode(levels, 1, page);
    }

    private void EncodeDefinitions(ParquetColumn column, ReadOnlySpan<Presence> presences, PooledBuffer<byte> page)
    {
        _levels.Clear();
        var levels = _levels.Extend(presences.Length);
        var greatest = Definition(column, Presence.Value);
        if (!presences.ContainsAnyExcept(Presence.Value))
            levels.Fill(greatest);
        else
        {
            for (var i = 0; i < presences.Length; i++)
                levels[i] = Definition(column, presences[i]);
        }

        Encode(levels, RleEncoder.BitWidth(greatest), page);
    }

    // From 0 on: null (if there may be any), and of a list the empty list, the null element, then the value.
    private static int Definition(ParquetColumn column, Presence presence)
    {
        var nullable = column.IsNullable ? 1 : 0;
        if (presence == Presence.Null)
            return 0;
        return column.IsList ? (int)presence - 1 + nullable : nullable;
    }

    private static void Encode(ReadOnlySpan<int> levels, int bitWidth, PooledBuffer<byte> page)
    {
        var start = page.Length;
        page.Extend(sizeof(int));
        RleEncoder.Encode(levels, bitWidth, page);
        BitConverter.TryWriteBytes(page.Array.AsSpan(start), page.Length - start - sizeof(int));
    }
}
