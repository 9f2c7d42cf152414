namespace Tapedeck.Parquet.Format;

/// <summary>Strings and binary values.</summary>
internal readonly ref struct BytesValues(ColumnBuffer column) : IDictionaryValues
{
    private readonly ReadOnlySpan<byte> _bytes = column.Values.Span;
    private readonly ReadOnlySpan<int> _ends = column.Ends.Span;

    public int Count => _ends.Length;

    public int PlainSize(int value) => At(value).Length + PlainEncoder.LengthBytes;

    public int Hash(int value) => BytesHash.Of(At(value));

    public bool AreEqual(int left, int right) => At(left).SequenceEqual(At(right));

    private ReadOnlySpan<byte> At(int value)
    {
        var start = value == 0 ? 0 : _ends[value - 1];
        return _bytes[start.._ends[value]];
    }
}

/// <summary>Numbers of 32 bits.</summary>
internal readonly ref struct IntValues(ColumnBuffer column) : IDictionaryValues
{
    private readonly ReadOnlySpan<int> _values = column.Fixed<int>();

    public int Count => _values.Length;

    public int PlainSize(int value) => sizeof(int);

    public int Hash(int value) => HashCode.Combine(_values[value]);

    public bool AreEqual(int left, int right) => _values[left] == _values[right];
}

/// <summary>Numbers of 64 bits; floating-point ones by their bits.</summary>
internal readonly ref struct LongValues(ColumnBuffer column) : IDictionaryValues
{
    private readonly ReadOnlySpan<long> _values = column.Fixed<long>();

    public int Count => _values.Length;

    public int PlainSize(int value) => sizeof(long);

    public int Hash(int value) => HashCode.Combine(_values[value]);

    public bool AreEqual(int left, int right) => _values[left] == _values[right];
}
