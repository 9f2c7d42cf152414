namespace Tapedeck.Parquet;

/// <summary>
/// Reads a Parquet file: its footer when it is opened, its rows one row group at a time. A file with columns of types that
/// are not known can be opened, and its other columns read. It and what it gives are used from one thread at a time.
/// </summary>
public sealed class ParquetReader : IDisposable
{
    private readonly FileReader _file;
    private readonly Stream? _owned;
    private readonly string _name;

    private ParquetReader(Stream stream, string name, bool owned)
    {
        (_name, _owned) = (name, owned ? stream : null);
        _file = new FileReader(stream, name);
    }

    /// <summary>Opens a file by its path.</summary>
    /// <exception cref="ParquetException">It is no Parquet file, or its footer is damaged.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static ParquetReader Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            return new ParquetReader(stream, path, owned: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream that can seek, and names it for messages. The stream stays open.</summary>
    /// <exception cref="ParquetException">It is no Parquet file, or its footer is damaged.</exception>
    public static ParquetReader Open(Stream seekable, string name) => new(seekable, name, owned: false);

    /// <summary>The columns. A group that is no list of values is one column of type <see cref="ParquetType.Other"/>.</summary>
    public ParquetSchema Schema => _file.Schema;

    /// <summary>The rows of all row groups.</summary>
    public long RowCount => _file.RowCount;

    /// <summary>The keys and values that the writer kept in the footer.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>The program that wrote the file, or null if it did not say.</summary>
    public string? CreatedBy => _file.CreatedBy;

    /// <summary>What the footer tells of each row group.</summary>
    public IReadOnlyList<ParquetRowGroup> RowGroups => _file.RowGroups;

    /// <summary>Reads all columns of a row group.</summary>
    /// <exception cref="ParquetException">A column is of type <see cref="ParquetType.Other"/>, or cannot be read.</exception>
    public RowGroupReader ReadRowGroup(int index) => ReadRowGroup(index, [.. Enumerable.Range(0, Schema.Count)]);

    /// <summary>Reads some columns of a row group, given by their indexes in the schema.</summary>
    /// <exception cref="ParquetException">A column is of type <see cref="ParquetType.Other"/>, or cannot be read.</exception>
    public RowGroupReader ReadRowGroup(int index, IReadOnlyList<int> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, RowGroups.Count);
        foreach (var column in columns)
        {
            if (Schema[column] is { Type: ParquetType.Other } other)
                throw new ParquetException(
                    _name, $"column '{other.Name}'", $"its type is {other.FileType}, which this reader does not read");
        }

        return new RowGroupReader(_file, _name, index, columns);
    }

    /// <summary>Closes the file, if it was opened by its path.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _owned?.Dispose();
    }
}
