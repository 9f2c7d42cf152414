namespace Tapedeck.Parquet;

/// <summary>
/// A file that cannot be read: it is no Parquet file, it is damaged, or it uses what this reader does not know. The message
/// begins with the file's name and the place in it, and says what was found and what is expected.
/// </summary>
public sealed class ParquetException : Exception
{
    internal ParquetException(string file, string place, string problem, Exception? cause = null)
        : base($"{file}: {place}: {problem}", cause) => (File, Place) = (file, place);

    /// <summary>The name the file was opened under.</summary>
    public string File { get; }

    /// <summary>Where in the file: for example <c>footer</c>, or <c>column 'name', row group 0, page at byte 4</c>.</summary>
    public string Place { get; }
}
