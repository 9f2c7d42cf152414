namespace Tapedeck.Parquet.Format;

internal sealed partial record PageHeader
{
    public static PageHeader Read(ref ThriftReader reader)
    {
        var found = new PageHeader { Type = (PageType)(-1), UncompressedSize = -1, CompressedSize = -1, ValueCount = -1 };
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.I32):
                    found = found with { Type = (PageType)reader.I32() };
                    break;
                case (2, ThriftType.I32):
                    found = found with { UncompressedSize = reader.I32() };
                    break;
                case (3, ThriftType.I32):
                    found = found with { CompressedSize = reader.I32() };
                    break;
                case (5 or 7, ThriftType.Struct):
                    found = ReadPage(ref reader, found);
                    break;
                case (8, ThriftType.Struct):
                    found = ReadVersion2(ref reader, found);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return found;
    }

    private static PageHeader ReadPage(ref ThriftReader reader, PageHeader found)
    {
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.I32):
                    found = found with { ValueCount = reader.I32() };
                    break;
                case (2, ThriftType.I32):
                    found = found with { Encoding = (PageEncoding)reader.I32() };
                    break;
                case (3, ThriftType.I32):
                    found = found with { DefinitionEncoding = (PageEncoding)reader.I32() };
                    break;
                case (4, ThriftType.I32):
                    found = found with { RepetitionEncoding = (PageEncoding)reader.I32() };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return found;
    }

    private static PageHeader ReadVersion2(ref ThriftReader reader, PageHeader found)
    {
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.I32):
                    found = found with { ValueCount = reader.I32() };
                    break;
                case (4, ThriftType.I32):
                    found = found with { Encoding = (PageEncoding)reader.I32() };
                    break;
                case (5, ThriftType.I32):
                    found = found with { DefinitionBytes = reader.I32() };
                    break;
                case (6, ThriftType.I32):
                    found = found with { RepetitionBytes = reader.I32() };
                    break;
                case (7, ThriftType.False):
                    found = found with { IsCompressed = false };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return found;
    }
}
