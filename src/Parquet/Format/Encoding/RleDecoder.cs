using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads what <see cref="RleEncoder"/> describes, some values at a time. What is damaged is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal struct RleDecoder
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly int _bitWidth;
    private int _at;

    // The run that is being read: equal values, or packed ones from _at on, of which _bit bits were taken.
    private long _left;
    private bool _isPacked;
    private int _value;
    private long _bit;
    private long _packedBytes;

    /// <param name="bitWidth">The bits of a value, 0 to 32.</param>
    public RleDecoder(byte[] bytes, int start, int end, int bitWidth)
    {
        if (bitWidth is < 0 or > 32)
            throw new InvalidDataException($"values of {bitWidth} bits are announced; expected at most 32");
        (_bytes, _at, _end, _bitWidth) = (bytes, start, end, bitWidth);
    }

    public void Read(Span<int> into)
    {
        while (!into.IsEmpty)
        {
            if (_left == 0)
                BeginRun(into.Length);
            var count = (int)Math.Min(_left, into.Length);
            if (_isPacked)
                Unpack(into[..count]);
            else
                into[..count].Fill(_value);
            _left -= count;
            into = into[count..];
        }
    }

    private void BeginRun(int wanted)
    {
        if (_isPacked)
            _at += (int)_packedBytes;
        _isPacked = false;
        var head = Varint(wanted);
        if ((head & 1) == 0)
        {
            _left = head >> 1;
            _value = RunValue(wanted);
            return;
        }

        _isPacked = true;
        _left = (long)(head >> 1) * 8;
        _bit = 0;
        _packedBytes = Math.Min((long)(head >> 1) * _bitWidth, _end - _at);
        if (_bitWidth > 0)
            _left = Math.Min(_left, _packedBytes * 8 / _bitWidth);
    }

    private int RunValue(int wanted)
    {
        var bytes = (_bitWidth + 7) / 8;
        if (bytes > _end - _at)
            throw RanOut(wanted);
        var value = 0;
        for (var i = 0; i < bytes; i++)
            value |= _bytes[_at++] << 8 * i;
        return value;
    }

    private void Unpack(Span<int> into)
    {
        var mask = (1UL << _bitWidth) - 1;
        for (var i = 0; i < into.Length; i++)
        {
            var at = _at + (int)(_bit >> 3);
            var word = at + 8 <= _bytes.Length
                ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at))
                : LastWord(at);
            into[i] = (int)(word >> (int)(_bit & 7) & mask);
            _bit += _bitWidth;
        }
    }

    private readonly ulong LastWord(int at)
    {
        var word = 0UL;
        for (var i = 0; i < 8 && at + i < _bytes.Length; i++)
            word |= (ulong)_bytes[at + i] << 8 * i;
        return word;
    }

    private uint Varint(int wanted)
    {
        var value = 0u;
        for (var shift = 0; shift < 32; shift += 7)
        {
            if (_at >= _end)
                throw RanOut(wanted);
            var next = _bytes[_at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("the length of a run goes on after 32 bits");
    }

    private static InvalidDataException RanOut(int wanted) => new($"its runs end {wanted} values early");
}
