using System.Text;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads structures in the Thrift compact protocol, which <see cref="ThriftWriter"/> describes, and skips fields that are not
/// known. Lengths and counts are checked against the bytes that are there. What is damaged is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal ref partial struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    // Parquet's own structures nest seven deep.
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _lastField;
    private int _depth;

    public int Position { get; private set; }

    /// <summary>Whether it failed because the bytes came to their end.</summary>
    public bool RanOut { get; private set; }

    /// <summary>Begins a structure. What it returns is for <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        if (++_depth > MaxDepth)
            throw Damaged($"structures nest more than {MaxDepth} deep");
        var outer = _lastField;
        _lastField = 0;
        return outer;
    }

    public void EndStruct(int outer)
    {
        _depth--;
        _lastField = outer;
    }

    /// <summary>Goes to the next field; false at the end of the structure.</summary>
    public bool NextField(out int field, out ThriftType type)
    {
        var head = Byte();
        type = (ThriftType)(head & 0x0F);
        field = 0;
        if (type == ThriftType.Stop)
            return false;
        field = head >> 4 == 0 ? I32() : _lastField + (head >> 4);
        _lastField = field;
        return true;
    }

    public int I32()
    {
        var value = I64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Damaged($"{value} is no number of 32 bits");
    }

    public long I64()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public byte Byte()
    {
        if (Position >= _bytes.Length)
            throw OutOfBytes(1);
        return _bytes[Position++];
    }

    public ReadOnlySpan<byte> Binary() => Take(Varint());

    public string String() => Encoding.UTF8.GetString(Binary());

    /// <summary>Begins a list; an element takes at least one byte, so that the count is no more than the bytes left.</summary>
    public int List(out ThriftType elements)
    {
        var head = Byte();
        elements = (ThriftType)(head & 0x0F);
        var count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
        if (count > (ulong)(_bytes.Length - Position))
            throw OutOfBytes(count);
        return (int)count;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position))
            throw OutOfBytes(count);
        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Damaged("a number goes on after 64 bits");
    }

    private InvalidDataException OutOfBytes(ulong wanted)
    {
        RanOut = true;
        return Damaged($"{wanted} bytes or elements are announced, and {_bytes.Length - Position} bytes are left");
    }

    private readonly InvalidDataException Damaged(string found) => new($"at its byte {Position} {found}");
}
