using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads PLAIN values of a page, some at a time, as <see cref="PlainEncoder"/> describes them. What is damaged is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class PlainDecoder(LeafColumn leaf)
{
    private byte[] _bytes = [];
    private int _at;
    private int _end;
    private int _bit;

    public void Begin(byte[] bytes, int start, int end) => (_bytes, _at, _end, _bit) = (bytes, start, end, 0);

    public void Read(int count, ColumnBuffer into)
    {
        if (leaf.Column.HasBytes)
            ReadBytes(count, into);
        else if (leaf.Column.Type == ParquetType.Boolean)
            ReadBooleans(count, into.Values);
        else
            leaf.Decode(Take((long)count * leaf.Width), into.Values);
    }

    private void ReadBytes(int count, ColumnBuffer into)
    {
        for (; count > 0; count--)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(Take(PlainEncoder.LengthBytes));
            if (length < 0)
                throw new InvalidDataException($"a value of {length} bytes is announced");
            var value = Take(length);
            value.CopyTo(into.Values.Extend(length));
            into.Ends.Add(into.Values.Length);
        }
    }

    private void ReadBooleans(int count, PooledBuffer<byte> into)
    {
        if (count > (_end - _at) * 8L - _bit)
            throw RanOut((count + 7) / 8);
        var values = into.Extend(count);
        for (var i = 0; i < count; i++, _bit++)
            values[i] = (byte)(_bytes[_at + (_bit >> 3)] >> (_bit & 7) & 1);
        _at += _bit >> 3;
        _bit &= 7;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _end - _at)
            throw RanOut(count);
        _at += (int)count;
        return _bytes.AsSpan(_at - (int)count, (int)count);
    }

    private InvalidDataException RanOut(long wanted) =>
        new($"its values need {wanted:N0} more bytes, and {_end - _at:N0} are left");
}
