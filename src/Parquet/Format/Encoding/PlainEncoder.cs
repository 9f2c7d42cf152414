using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// PLAIN: numbers little-endian one after another, booleans as bits from the lowest on, bytes after their length in four
/// bytes. Source: Plain in Encodings.md of the Parquet format specification.
/// </summary>
internal static class PlainEncoder
{
    public const int LengthBytes = 4;

    /// <summary>Writes values of a column, from one to before another.</summary>
    public static void Encode(ColumnBuffer column, int from, int to, PooledBuffer<byte> into)
    {
        if (column.Column.HasBytes)
            EncodeBytes(column, from, to, into);
        else if (column.Column.Type == ParquetType.Boolean)
            EncodeBooleans(column.Values.Span[from..to], into);
        else
            column.Values.Span[(from * column.Width)..(to * column.Width)].CopyTo(into.Extend((to - from) * column.Width));
    }

    /// <summary>Writes some values of a column, given by their indexes.</summary>
    public static void Encode(ColumnBuffer column, ReadOnlySpan<int> values, PooledBuffer<byte> into)
    {
        foreach (var value in values)
            Encode(column, value, value + 1, into);
    }

    private static void EncodeBytes(ColumnBuffer column, int from, int to, PooledBuffer<byte> into)
    {
        if (from == to)
            return;
        var bytes = column.Values.Span;
        var ends = column.Ends.Span;
        var start = column.StartOf(from);
        var target = into.Extend(ends[to - 1] - start + (to - from) * LengthBytes);
        for (var i = from; i < to; i++)
        {
            var value = bytes[start..ends[i]];
            BinaryPrimitives.WriteInt32LittleEndian(target, value.Length);
            value.CopyTo(target[LengthBytes..]);
            target = target[(LengthBytes + value.Length)..];
            start = ends[i];
        }
    }

    private static void EncodeBooleans(ReadOnlySpan<byte> values, PooledBuffer<byte> into)
    {
        var bits = into.Extend((values.Length + 7) / 8);
        bits.Clear();
        for (var i = 0; i < values.Length; i++)
            bits[i >> 3] |= (byte)(values[i] << (i & 7));
    }
}
