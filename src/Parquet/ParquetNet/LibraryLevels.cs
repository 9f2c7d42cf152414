namespace Tapedeck.Parquet.Format;

/// <summary>
/// The levels of a page as Parquet.Net takes them. It knows only lists that may be null; the definition levels of others count
/// one less and take as many bits.
/// </summary>
internal sealed class LibraryLevels
{
    private readonly PooledBuffer<int> _definitions = new();
    private readonly PooledBuffer<int> _repetitions = new();

    /// <summary>Null where a level can only be one: an empty memory would stand for no rows.</summary>
    public ReadOnlyMemory<int>? Definitions => Memory(_definitions);

    /// <summary>As <see cref="Definitions"/>.</summary>
    public ReadOnlyMemory<int>? Repetitions => Memory(_repetitions);

    /// <summary>Takes some levels of a column, at least one.</summary>
    public void Set(ColumnBuffer from, Range levels)
    {
        var column = from.Column;
        _definitions.Clear();
        if (column.IsList || column.IsNullable)
        {
            foreach (var presence in from.Presences.Span[levels])
                _definitions.Add(Definition(column, presence));
        }

        _repetitions.Clear();
        if (column.IsList)
        {
            foreach (var level in from.Continues.Span[levels])
                _repetitions.Add(level);
        }
    }

    public void Free()
    {
        _definitions.Free();
        _repetitions.Free();
    }

    // From 0 on: null (if there may be any), and of a list the empty list, the null element, then the value.
    private static int Definition(ParquetColumn column, Presence presence)
    {
        var nullable = column.IsNullable ? 1 : 0;
        if (presence == Presence.Null)
            return 0;
        return column.IsList ? (int)presence - 1 + nullable : nullable;
    }

    private static ReadOnlyMemory<int>? Memory(PooledBuffer<int> levels)
    {
        if (levels.Length == 0)
            return null;
        return new ReadOnlyMemory<int>(levels.Array, 0, levels.Length);
    }
}
