namespace Tapedeck.Parquet.Format;

/// <summary>PageEncodingStats of parquet.thrift: how many pages of a column are of a type and encoding.</summary>
internal readonly record struct PageCount(PageType Type, PageEncoding Encoding, int Count)
{
    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, (int)Type);
        writer.I32(2, (int)Encoding);
        writer.I32(3, Count);
        writer.EndStruct();
    }
}
