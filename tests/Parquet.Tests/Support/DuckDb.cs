using System.Globalization;
using DuckDB.NET.Data;

namespace Tapedeck.Tests.Support;

/// <summary>DuckDB in memory, as an independent reader and writer of files.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDb()
    {
        _connection.Open();
        Execute("SET TimeZone = 'UTC'");
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows, each with its values as text; null is <c>NULL</c>, and bytes are in hexadecimal.</summary>
    public string[][] Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(Value(reader, i)))]);
        return [.. rows];
    }

    /// <summary>The only value of the only row.</summary>
    public string Value(string sql) => Assert.Single(Assert.Single(Query(sql)));

    public void Dispose() => _connection.Dispose();

    // The client reads a list with nulls in it only as a list of a type that has null.
    private static object? Value(DuckDBDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        var type = reader.GetFieldType(column);
        return type == typeof(List<bool>) ? reader.GetFieldValue<List<bool?>>(column)
            : type == typeof(List<int>) ? reader.GetFieldValue<List<int?>>(column)
            : type == typeof(List<long>) ? reader.GetFieldValue<List<long?>>(column)
            : type == typeof(List<double>) ? reader.GetFieldValue<List<double?>>(column)
            : reader.GetValue(column);
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        bool truth => truth ? "true" : "false",
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        Stream bytes => Hex(bytes),
        System.Collections.IDictionary pairs =>
            $"{{{string.Join(", ", pairs.Keys.Cast<object>().Select(key => $"{Text(key)}={Text(pairs[key])}"))}}}",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Hex(Stream bytes)
    {
        var read = new byte[bytes.Length];
        bytes.ReadExactly(read);
        return Convert.ToHexString(read);
    }
}
