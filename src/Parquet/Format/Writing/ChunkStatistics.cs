using System.Numerics;
using System.Runtime.InteropServices;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Finds the least and greatest value of a column in a row group. Not a number is neither, and a zero stands as -0.0 in the
/// minimum and +0.0 in the maximum; bytes are compared unsigned. Source: Statistics and ColumnOrder in parquet.thrift.
/// </summary>
internal static class ChunkStatistics
{
    /// <param name="distinct">The indexes of the distinct values where they are known, else empty: all are looked at.</param>
    public static ColumnStatistics Of(ColumnBuffer column, ReadOnlySpan<int> distinct)
    {
        var bounds = column.Column.Type switch
        {
            ParquetType.Boolean => OfNumbers(column.Fixed<byte>(), distinct),
            ParquetType.Int32 => OfNumbers(column.Fixed<int>(), distinct),
            ParquetType.Double => OfDoubles(column.Fixed<double>(), distinct),
            ParquetType.String or ParquetType.Binary => OfBytes(column, distinct),
            _ => OfNumbers(column.Fixed<long>(), distinct),
        };
        return bounds with { NullCount = column.Presences.Length - column.ValueCount };
    }

    private static ColumnStatistics OfNumbers<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> distinct)
        where T : unmanaged, INumber<T> =>
        TryFind(values, distinct, out var least, out var greatest)
            ? new ColumnStatistics { MinValue = Plain(least), MaxValue = Plain(greatest) }
            : new ColumnStatistics();

    private static ColumnStatistics OfDoubles(ReadOnlySpan<double> values, ReadOnlySpan<int> distinct)
    {
        if (!TryFind(values, distinct, out var least, out var greatest))
            return new ColumnStatistics();
        return new ColumnStatistics
        {
            MinValue = Plain(least == 0 ? -0.0 : least),
            MaxValue = Plain(greatest == 0 ? 0.0 : greatest),
        };
    }

    private static bool TryFind<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> distinct, out T least, out T greatest)
        where T : unmanaged, INumber<T>
    {
        (least, greatest) = (T.Zero, T.Zero);
        var found = false;
        var count = distinct.IsEmpty ? values.Length : distinct.Length;
        for (var i = 0; i < count; i++)
        {
            var value = values[distinct.IsEmpty ? i : distinct[i]];
            if (T.IsNaN(value))
                continue;
            if (!found || value < least)
                least = value;
            if (!found || value > greatest)
                greatest = value;
            found = true;
        }

        return found;
    }

    private static ColumnStatistics OfBytes(ColumnBuffer column, ReadOnlySpan<int> distinct)
    {
        var count = distinct.IsEmpty ? column.ValueCount : distinct.Length;
        if (count == 0)
            return new ColumnStatistics();
        var least = column.BytesAt(distinct.IsEmpty ? 0 : distinct[0]);
        var greatest = least;
        for (var i = 1; i < count; i++)
        {
            var value = column.BytesAt(distinct.IsEmpty ? i : distinct[i]);
            if (value.SequenceCompareTo(least) < 0)
                least = value;
            else if (value.SequenceCompareTo(greatest) > 0)
                greatest = value;
        }

        var isText = column.Column.Type == ParquetType.String;
        var (lower, upper) = (StringBounds.Lower(least, isText), StringBounds.Upper(greatest, isText));
        return new ColumnStatistics
        {
            MinValue = lower,
            MaxValue = upper,
            IsMinExact = lower.Length == least.Length,
            IsMaxExact = upper is not null && greatest.SequenceEqual(upper),
        };
    }

    private static byte[] Plain<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
