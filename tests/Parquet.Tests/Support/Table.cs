using System.Globalization;
using System.Text;
using Tapedeck.Parquet;

namespace Tapedeck.Tests.Parquet.Support;

/// <summary>
/// Rows of plain objects: null, bool, int, long, double, string (of strings), byte[] (of binary), object?[] (of lists). Written
/// and read through the public API, and compared by how they print.
/// </summary>
internal sealed record Table(ParquetSchema Schema, IReadOnlyList<object?[]> Rows)
{
    public static Table Of(ParquetColumn column, params object?[] values) =>
        new(new ParquetSchema(column), [.. values.Select(value => new[] { value })]);

    public byte[] Write(ParquetWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, Schema, options ?? new());
        foreach (var row in Rows)
        {
            for (var i = 0; i < row.Length; i++)
                Append(writer[i], row[i]);
            writer.EndRow();
        }

        writer.Finish();
        return stream.ToArray();
    }

    public static Table Read(byte[] file)
    {
        using var reader = ParquetReader.Open(new MemoryStream(file), "test.parquet");
        return Read(reader);
    }

    public static Table Read(ParquetReader reader)
    {
        var rows = new List<object?[]>();
        for (var group = 0; group < reader.RowGroups.Count; group++)
        {
            using var values = reader.ReadRowGroup(group);
            while (values.Read())
                rows.Add([.. reader.Schema.Select((_, i) => Cell(values[i]))]);
        }

        return new Table(reader.Schema, rows);
    }

    /// <summary>A line a row.</summary>
    public string Print() => string.Join('\n', Rows.Select(row => string.Join(" | ", row.Select(Print))));

    public static object? Cell(ColumnReader column)
    {
        if (column.IsNull)
            return null;
        if (!column.Column.IsList)
            return Value(column, 0);
        var elements = new object?[column.Count];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = column.IsNullAt(i) ? null : Value(column, i);
        return elements;
    }

    public static string Print(object? cell) => cell switch
    {
        null => "null",
        object?[] list => $"[{string.Join(", ", list.Select(Print))}]",
        byte[] bytes => $"x{Convert.ToHexString(bytes)}",
        string text => $"'{text}'",
        double number => $"{number.ToString("R", CultureInfo.InvariantCulture)}/{BitConverter.DoubleToInt64Bits(number):X}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private static object Value(ColumnReader column, int element) => column.Column.Type switch
    {
        ParquetType.Boolean => column.Boolean(element),
        ParquetType.Int32 => column.Int32(element),
        ParquetType.Double => column.Double(element),
        ParquetType.String => Encoding.UTF8.GetString(column.Bytes(element)),
        ParquetType.Binary => column.Bytes(element).ToArray(),
        _ => column.Int64(element),
    };

    private static void Append(ColumnBuffer column, object? value)
    {
        switch (value)
        {
            case null:
                column.AppendNull();
                break;
            case bool truth:
                column.Append(truth);
                break;
            case int number:
                column.Append(number);
                break;
            case long number:
                column.Append(number);
                break;
            case double number:
                column.Append(number);
                break;
            case string text:
                column.Append(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                column.Append(bytes);
                break;
            case object?[] list:
                column.BeginList();
                foreach (var element in list)
                    Append(column, element);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is no value of a column.");
        }
    }
}
