using System.Text;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Writes structures in the Thrift compact protocol: a field is a byte of the distance to the field before it and its type,
/// then the value; numbers are zigzag varints; a structure ends with a zero byte. Source: the Thrift compact protocol
/// specification.
/// </summary>
internal sealed class ThriftWriter
{
    private readonly PooledBuffer<byte> _bytes = new();
    private readonly Stack<int> _outer = new();
    private int _lastField;

    public ReadOnlySpan<byte> Written => _bytes.Span;

    public void Clear() => _bytes.Clear();

    public void Free() => _bytes.Free();

    public void Bool(int field, bool value) => Field(field, value ? ThriftType.True : ThriftType.False);

    public void I16(int field, short value)
    {
        Field(field, ThriftType.I16);
        ZigZag(value);
    }

    public void I32(int field, int value)
    {
        Field(field, ThriftType.I32);
        ZigZag(value);
    }

    public void I64(int field, long value)
    {
        Field(field, ThriftType.I64);
        ZigZag(value);
    }

    public void Binary(int field, ReadOnlySpan<byte> value)
    {
        Field(field, ThriftType.Binary);
        BinaryElement(value);
    }

    public void String(int field, string value) => Binary(field, Encoding.UTF8.GetBytes(value));

    public void List(int field, ThriftType elements, int count)
    {
        Field(field, ThriftType.List);
        if (count < 15)
        {
            _bytes.Add((byte)(count << 4 | (int)elements));
            return;
        }

        _bytes.Add((byte)(0xF0 | (int)elements));
        Varint((ulong)count);
    }

    public void I32Element(int value) => ZigZag(value);

    public void BinaryElement(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        value.CopyTo(_bytes.Extend(value.Length));
    }

    public void StringElement(string value) => BinaryElement(Encoding.UTF8.GetBytes(value));

    /// <summary>Begins a structure that is a field.</summary>
    public void BeginStruct(int field)
    {
        Field(field, ThriftType.Struct);
        BeginStruct();
    }

    /// <summary>Begins a structure that is an element, or the outermost.</summary>
    public void BeginStruct()
    {
        _outer.Push(_lastField);
        _lastField = 0;
    }

    public void EndStruct()
    {
        _bytes.Add((byte)ThriftType.Stop);
        _lastField = _outer.Pop();
    }

    /// <summary>A structure without fields, as the members of Parquet's unions are.</summary>
    public void EmptyStruct(int field)
    {
        BeginStruct(field);
        EndStruct();
    }

    private void Field(int field, ThriftType type)
    {
        var distance = field - _lastField;
        _lastField = field;
        if (distance is > 0 and < 16)
        {
            _bytes.Add((byte)(distance << 4 | (int)type));
            return;
        }

        _bytes.Add((byte)type);
        ZigZag(field);
    }

    private void ZigZag(long value) => Varint((ulong)(value << 1 ^ value >> 63));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
