using System.Numerics;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Finds the distinct values of a column, and of each value which of them it is. Gives up as soon as it is likely that this
/// does not make the column smaller. Source: Dictionary Encoding in Encodings.md of the Parquet format specification.
/// </summary>
internal sealed class DictionaryBuilder
{
    private const int MaxEntries = 1 << 16;
    private const int MaxBytes = 1 << 20;
    private const int SampleSize = 512;
    private const int LongValue = 1024;

    // The page header and its metadata.
    private const int PageBytes = 48;

    private readonly PooledBuffer<int> _entries = new();
    private readonly PooledBuffer<int> _hashes = new();
    private readonly PooledBuffer<int> _indexes = new();
    private int[] _slots = new int[1024];

    /// <summary>The distinct values, each by the index of its first occurrence in the column.</summary>
    public ReadOnlySpan<int> Entries => _entries.Span;

    /// <summary>Of each value of the column, the index of its entry.</summary>
    public ReadOnlySpan<int> Indexes => _indexes.Span;

    public int BitWidth => Math.Max(1, RleEncoder.BitWidth(Entries.Length - 1));

    /// <summary>Whether a dictionary makes the column smaller; if so, it is built.</summary>
    public bool TryBuild(ColumnBuffer column)
    {
        if (column.ValueCount < 2 || column.Column.Type == ParquetType.Boolean)
            return false;
        if (column.Column.HasBytes)
            return TryBuild(new BytesValues(column));
        return column.Width == 4 ? TryBuild(new IntValues(column)) : TryBuild(new LongValues(column));
    }

    public void Free()
    {
        _entries.Free();
        _hashes.Free();
        _indexes.Free();
    }

    private bool TryBuild<TValues>(TValues values)
        where TValues : struct, IDictionaryValues, allows ref struct
    {
        if (!SampleRepeats(values))
            return false;
        Clear();
        var (plain, entries) = (0L, 0L);
        for (var i = 0; i < values.Count; i++)
        {
            var size = values.PlainSize(i);
            var known = _entries.Length;
            _indexes.Add(Find(values, i));
            plain += size;
            entries += _entries.Length > known ? size : 0;
            if (entries > MaxBytes || _entries.Length > MaxEntries)
                return false;
        }

        return entries + (long)values.Count * BitWidth / 8 + PageBytes < plain;
    }

    // Of values taken evenly from the whole column, at most three quarters may be distinct.
    private bool SampleRepeats<TValues>(TValues values)
        where TValues : struct, IDictionaryValues, allows ref struct
    {
        if (values.Count < 4 * SampleSize)
            return true;
        Clear();
        var longOnes = 0;
        for (var i = 0; i < SampleSize; i++)
        {
            var value = (int)((long)i * values.Count / SampleSize);
            if (values.PlainSize(value) > LongValue)
                longOnes++;
            else
                Find(values, value);
        }

        return longOnes + _entries.Length <= SampleSize * 3 / 4;
    }

    private int Find<TValues>(TValues values, int value)
        where TValues : struct, IDictionaryValues, allows ref struct
    {
        var hash = values.Hash(value);
        var mask = _slots.Length - 1;
        for (var slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot] - 1;
            if (entry < 0)
            {
                _slots[slot] = _entries.Length + 1;
                break;
            }

            if (_hashes[entry] == hash && values.AreEqual(_entries[entry], value))
                return entry;
        }

        _entries.Add(value);
        _hashes.Add(hash);
        if (_entries.Length > _slots.Length / 2)
            GrowSlots();
        return _entries.Length - 1;
    }

    private void GrowSlots()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var entry = 0; entry < _entries.Length; entry++)
        {
            var slot = _hashes[entry] & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = entry + 1;
        }
    }

    private void Clear()
    {
        // Only as many slots as the last column needed are cleared before each column.
        if (_slots.Length > 4 * BitOperations.RoundUpToPowerOf2((uint)_entries.Length + 256))
            _slots = new int[_slots.Length / 4];
        else
            Array.Clear(_slots);
        _entries.Clear();
        _hashes.Clear();
        _indexes.Clear();
    }
}
