namespace Tapedeck.Parquet.Format;

/// <summary>ColumnMetaData of parquet.thrift, with file_path of the ColumnChunk around it.</summary>
internal sealed partial record ColumnMetadata
{
    public required PhysicalType Type { get; init; }

    public required Codec Codec { get; init; }

    /// <summary>The levels of all pages: of a flat column, its rows.</summary>
    public required long ValueCount { get; init; }

    /// <summary>The bytes of all pages with their headers, before compression.</summary>
    public required long UncompressedSize { get; init; }

    /// <summary>The bytes of all pages with their headers, in the file.</summary>
    public required long CompressedSize { get; init; }

    public required long DataPageOffset { get; init; }

    public long? DictionaryPageOffset { get; init; }

    public ColumnStatistics? Statistics { get; init; }

    /// <summary>The names from the root of the schema to the leaf. Written, not read.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>The encodings of levels and values. Written, not read.</summary>
    public IReadOnlyList<PageEncoding> Encodings { get; init; } = [];

    /// <summary>Written, not read.</summary>
    public IReadOnlyList<PageCount> Pages { get; init; } = [];

    /// <summary>Another file that has the pages. Read, not written.</summary>
    public string? FilePath { get; init; }

    /// <summary>Whether the pages are encrypted. Read, not written.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Where its first page begins.</summary>
    public long Start => DictionaryPageOffset is > 0 and var offset && offset < DataPageOffset ? offset : DataPageOffset;

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I64(2, 0); // file_offset: no copy of the metadata stands outside the footer
        writer.BeginStruct(3);
        writer.I32(1, (int)Type);
        writer.List(2, ThriftType.I32, Encodings.Count);
        foreach (var encoding in Encodings)
            writer.I32Element((int)encoding);
        writer.List(3, ThriftType.Binary, Path.Count);
        foreach (var name in Path)
            writer.StringElement(name);
        writer.I32(4, (int)Codec);
        writer.I64(5, ValueCount);
        writer.I64(6, UncompressedSize);
        writer.I64(7, CompressedSize);
        writer.I64(9, DataPageOffset);
        if (DictionaryPageOffset is { } offset)
            writer.I64(11, offset);
        Statistics?.Write(writer, 12);
        writer.List(13, ThriftType.Struct, Pages.Count);
        foreach (var page in Pages)
            page.Write(writer);
        writer.EndStruct();
        writer.EndStruct();
    }
}
