using Tapedeck.Parquet;

namespace Tapedeck.Tests.Parquet.Support;

/// <summary>Random columns and values, of the kinds where an encoding may go wrong.</summary>
internal static class Some
{
    private static readonly string[] Texts = ["", "a", "agent", "système", "日本", "𝄞", new('x', 70), new('é', 40), "\0"];

    public static ParquetType Type(Random random) => (ParquetType)random.Next((int)ParquetType.Other);

    public static object Value(Random random, ParquetType type)
    {
        var few = random.Next(2) == 0; // values that repeat
        return type switch
        {
            ParquetType.Boolean => few || random.Next(3) == 0,
            ParquetType.Int32 => few ? random.Next(-3, 3) : random.Next(int.MinValue, int.MaxValue),
            ParquetType.Double => few ? random.Next(-2, 3) / 2.0 : BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            ParquetType.String => few ? Texts[random.Next(Texts.Length)] : $"text {random.Next()}",
            ParquetType.Binary => few ? [(byte)random.Next(3)] : Bytes(random, random.Next(100)),
            _ => few ? random.Next(-3, 3) * 1000L : random.NextInt64(long.MinValue, long.MaxValue),
        };
    }

    public static object?[] List(Random random, ParquetType type) => [.. Enumerable.Range(0, random.Next(5))
        .Select(_ => random.Next(4) == 0 ? null : Value(random, type))];

    public static Table Table(Random random)
    {
        var schema = new ParquetSchema(Enumerable.Range(0, random.Next(1, 6)).Select(i =>
            new ParquetColumn($"column {i}", Type(random), random.Next(3) > 0, random.Next(3) == 0)));
        return new Table(schema, [.. Enumerable.Range(0, random.Next(random.Next(2) == 0 ? 20 : 500)).Select(_ => Row(random, schema))]);
    }

    private static object?[] Row(Random random, ParquetSchema schema) => [.. schema.Select(column =>
        column.IsNullable && random.Next(4) == 0 ? null : column.IsList ? List(random, column.Type) : Value(random, column.Type))];

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
