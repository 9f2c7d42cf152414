using System.Runtime.InteropServices;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// A column and how a file keeps it: at which of its leaves, in which physical type, with which definition levels.
/// </summary>
/// <param name="Node">The leaf; of a column that cannot be read, the group that it is.</param>
/// <param name="Presences">What each definition level means, from 0 on.</param>
internal sealed record LeafColumn(ParquetColumn Column, SchemaNode Node, Presence[] Presences)
{
    private const long MicrosPerMilli = 1000;
    private const long NanosPerMicro = 1000;

    public int MaxDefinition => Presences.Length - 1;

    /// <summary>The bytes of one number in the file.</summary>
    public int Width => Node.Element.Type is PhysicalType.INT32 or PhysicalType.FLOAT ? 4 : 8;

    /// <summary>Turns numbers as the file has them into numbers as the column has them.</summary>
    /// <exception cref="InvalidDataException">A timestamp is out of range.</exception>
    public void Decode(ReadOnlySpan<byte> numbers, PooledBuffer<byte> into)
    {
        if (Node.Element.Type == PhysicalType.FLOAT)
            Widen(MemoryMarshal.Cast<byte, float>(numbers), MemoryMarshal.Cast<byte, double>(into.Extend(numbers.Length * 2)));
        else if (Column.Type == ParquetType.Timestamp && Node.Element.Annotation.Unit != TimeUnit.MICROS)
            ToMicros(MemoryMarshal.Cast<byte, long>(numbers), MemoryMarshal.Cast<byte, long>(into.Extend(numbers.Length)));
        else
            numbers.CopyTo(into.Extend(numbers.Length));
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = from[i];
    }

    private void ToMicros(ReadOnlySpan<long> from, Span<long> to)
    {
        var isMillis = Node.Element.Annotation.Unit == TimeUnit.MILLIS;
        for (var i = 0; i < from.Length; i++)
            to[i] = isMillis ? MillisToMicros(from[i]) : NanosToMicros(from[i]);
    }

    private static long MillisToMicros(long millis) =>
        millis is >= long.MinValue / MicrosPerMilli and <= long.MaxValue / MicrosPerMilli
            ? millis * MicrosPerMilli
            : throw new InvalidDataException($"the timestamp {millis} in milliseconds is out of the range of microseconds");

    private static long NanosToMicros(long nanos) => nanos / NanosPerMicro - (nanos % NanosPerMicro < 0 ? 1 : 0);
}
