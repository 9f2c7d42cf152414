using System.Collections;

namespace Tapedeck.Parquet;

/// <summary>The columns of a file, in their order.</summary>
public sealed class ParquetSchema : IReadOnlyList<ParquetColumn>
{
    private readonly ParquetColumn[] _columns;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>Takes at least one column, each with a name of its own.</summary>
    /// <exception cref="ArgumentException">There is no column, or one's name is empty or another's too.</exception>
    public ParquetSchema(params IEnumerable<ParquetColumn> columns)
    {
        _columns = [.. columns];
        if (_columns.Length == 0)
            throw new ArgumentException("A Parquet schema has at least one column; found none.", nameof(columns));
        for (var i = 0; i < _columns.Length; i++)
        {
            var name = _columns[i].Name;
            if (string.IsNullOrEmpty(name))
                throw new ArgumentException($"Column {i} has no name.", nameof(columns));
            if (!_indexes.TryAdd(name, i))
                throw new ArgumentException($"Columns {_indexes[name]} and {i} are both named '{name}'.", nameof(columns));
        }
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>A column by its index, counted from 0.</summary>
    public ParquetColumn this[int index] => _columns[index];

    /// <summary>The index of a column by its exact name, or -1.</summary>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);

    /// <summary>The columns in their order.</summary>
    public IEnumerator<ParquetColumn> GetEnumerator() => ((IEnumerable<ParquetColumn>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
