using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>Reads the statistics of a column chunk as values of the column, where they can be relied on.</summary>
internal static class StatisticsReader
{
    /// <param name="isTypeOrder">Whether min_value and max_value are in the order of the type.</param>
    public static ParquetColumnChunk Read(LeafColumn leaf, ReadOnlySpan<ColumnMetadata> chunks, bool isTypeOrder)
    {
        var (compressed, uncompressed) = (0L, 0L);
        foreach (var chunk in chunks)
        {
            compressed += chunk.CompressedSize;
            uncompressed += chunk.UncompressedSize;
        }

        if (leaf.Column.Type == ParquetType.Other || chunks[0].Statistics is not { } statistics)
            return new ParquetColumnChunk(null, null, null, compressed, uncompressed);
        // The older pair was always compared as signed numbers, so that of bytes it says nothing.
        var (min, max) = isTypeOrder ? (statistics.MinValue, statistics.MaxValue)
            : leaf.Column.HasBytes ? (null, null)
            : (statistics.OldMin, statistics.OldMax);
        var nulls = statistics.NullCount is >= 0 and var count ? count : (long?)null;
        return new ParquetColumnChunk(nulls, Value(leaf, min), Value(leaf, max), compressed, uncompressed);
    }

    private static ParquetValue? Value(LeafColumn leaf, byte[]? plain)
    {
        var type = leaf.Column.Type;
        if (plain is null)
            return null;
        if (leaf.Column.HasBytes)
            return new ParquetValue(type, plain);
        if (type == ParquetType.Boolean)
            return plain is [var bit] ? new ParquetValue(type, bit) : null;
        return plain.Length == leaf.Width ? Number(leaf, plain) : null;
    }

    private static ParquetValue? Number(LeafColumn leaf, byte[] plain)
    {
        var decoded = new PooledBuffer<byte>();
        try
        {
            leaf.Decode(plain, decoded);
        }
        catch (InvalidDataException)
        {
            return null; // a timestamp that is out of range bounds nothing
        }

        var number = leaf.Column.Type == ParquetType.Int32
            ? BinaryPrimitives.ReadInt32LittleEndian(decoded.Span)
            : BinaryPrimitives.ReadInt64LittleEndian(decoded.Span);
        decoded.Free();
        var isNumber = leaf.Column.Type != ParquetType.Double || !double.IsNaN(BitConverter.Int64BitsToDouble(number));
        return isNumber ? new ParquetValue(leaf.Column.Type, number) : null;
    }
}
