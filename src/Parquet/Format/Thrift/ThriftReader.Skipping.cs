namespace Tapedeck.Parquet.Format;

/// <summary>Skips values of any type, also of those that Parquet does not use.</summary>
internal ref partial struct ThriftReader
{
    /// <summary>Skips the value of a field.</summary>
    public void Skip(ThriftType type)
    {
        if (type is not (ThriftType.True or ThriftType.False))
            SkipElement(type);
    }

    private void SkipElement(ThriftType type)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False or ThriftType.I8:
                Byte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                Varint();
                break;
            case ThriftType.Double:
                Take(8);
                break;
            case ThriftType.Uuid:
                Take(16);
                break;
            case ThriftType.Binary:
                Binary();
                break;
            case ThriftType.List or ThriftType.Set:
                SkipList();
                break;
            case ThriftType.Map:
                SkipMap();
                break;
            case ThriftType.Struct:
                SkipStruct();
                break;
            default:
                throw Damaged($"type {(int)type} is none of the Thrift compact protocol");
        }
    }

    private void SkipList()
    {
        var outer = BeginStruct();
        var count = List(out var elements);
        for (var i = 0; i < count; i++)
            SkipElement(elements);
        EndStruct(outer);
    }

    private void SkipMap()
    {
        var outer = BeginStruct();
        var count = Varint();
        var types = count == 0 ? 0 : Byte();
        for (; count > 0; count--)
        {
            SkipElement((ThriftType)(types >> 4));
            SkipElement((ThriftType)(types & 0x0F));
        }

        EndStruct(outer);
    }

    private void SkipStruct()
    {
        var outer = BeginStruct();
        while (NextField(out _, out var type))
            Skip(type);
        EndStruct(outer);
    }
}
