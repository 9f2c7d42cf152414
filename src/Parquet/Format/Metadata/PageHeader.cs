namespace Tapedeck.Parquet.Format;

/// <summary>PageHeader of parquet.thrift, with what the header of its type within it says.</summary>
internal sealed partial record PageHeader
{
    public required PageType Type { get; init; }

    public required int UncompressedSize { get; init; }

    public required int CompressedSize { get; init; }

    /// <summary>Of a data page, its levels; of a dictionary, its values.</summary>
    public int ValueCount { get; init; }

    public PageEncoding Encoding { get; init; }

    public PageEncoding DefinitionEncoding { get; init; } = PageEncoding.RLE;

    public PageEncoding RepetitionEncoding { get; init; } = PageEncoding.RLE;

    /// <summary>Of version 2: the bytes of the levels, which stand before the values and are never compressed.</summary>
    public int DefinitionBytes { get; init; }

    /// <summary>As <see cref="DefinitionBytes"/>, and before them.</summary>
    public int RepetitionBytes { get; init; }

    /// <summary>Of version 2: whether the values are compressed.</summary>
    public bool IsCompressed { get; init; } = true;

    /// <summary>Writes a dictionary page's or a data page's header; the latter of version 1.</summary>
    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, (int)Type);
        writer.I32(2, UncompressedSize);
        writer.I32(3, CompressedSize);
        writer.BeginStruct(Type == PageType.DICTIONARY_PAGE ? 7 : 5);
        writer.I32(1, ValueCount);
        writer.I32(2, (int)Encoding);
        if (Type == PageType.DATA_PAGE)
        {
            writer.I32(3, (int)DefinitionEncoding);
            writer.I32(4, (int)RepetitionEncoding);
        }

        writer.EndStruct();
        writer.EndStruct();
    }
}
