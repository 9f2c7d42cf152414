namespace Tapedeck.Parquet;

/// <summary>How a file is written.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>The most that <see cref="RowGroupBytes"/> may be: 1 GiB.</summary>
    public const int MaxRowGroupBytes = 1 << 30;

    /// <summary>The most that <see cref="PageBytes"/> may be: 256 MiB.</summary>
    public const int MaxPageBytes = 1 << 28;

    /// <summary>How pages are compressed. Default: gzip.</summary>
    public ParquetCompression Compression { get; init; } = ParquetCompression.Gzip;

    /// <summary>Keys and values kept in the footer. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>A row group ends with the row that makes it this many bytes long before encoding. Default: 64 MiB.</summary>
    public int RowGroupBytes { get; init; } = 64 << 20;

    /// <summary>A row group ends with its row of this number. Default: 122,880.</summary>
    public int RowGroupRows { get; init; } = 122_880;

    /// <summary>A page ends with the row that makes it this many bytes long before compression. Default: 1 MiB.</summary>
    public int PageBytes { get; init; } = 1 << 20;

    /// <summary>
    /// The program that writes, as readers parse it: <c>NAME version VERSION (build HASH)</c>.
    /// Default: <c>tapedeck version 1.0 (build 0)</c>.
    /// </summary>
    public string CreatedBy { get; init; } = "tapedeck version 1.0 (build 0)";

    internal void Check()
    {
        if (!Enum.IsDefined(Compression))
            throw new ArgumentException($"Compression {Compression} is none that is known.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RowGroupBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RowGroupBytes, MaxRowGroupBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RowGroupRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PageBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PageBytes, MaxPageBytes);
    }
}
