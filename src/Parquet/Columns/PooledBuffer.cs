using System.Buffers;

namespace Tapedeck.Parquet;

/// <summary>
/// Items one after another in an array of the shared pool, which doubles when it is full. Cleared, an array that was mostly
/// unused goes back to the pool, so that one huge filling does not stay.
/// </summary>
internal sealed class PooledBuffer<T>
    where T : unmanaged
{
    private const int SmallestCapacity = 256;
    private const int KeptCapacity = 1 << 16;

    private T[] _items = [];

    public int Length { get; private set; }

    /// <summary>The array itself, which is longer, until the next addition.</summary>
    public T[] Array => _items;

    public ReadOnlySpan<T> Span => _items.AsSpan(0, Length);

    public T this[int index] => _items[index];

    public void Add(T item)
    {
        if (Length == _items.Length)
            Grow(1);
        _items[Length++] = item;
    }

    /// <summary>Lengthens it by a count of items, for the caller to set: they hold anything before.</summary>
    public Span<T> Extend(int count)
    {
        if (count > _items.Length - Length)
            Grow(count);
        Length += count;
        return _items.AsSpan(Length - count, count);
    }

    public void Set(int index, T item) => _items[index] = item;

    public void RemoveFirst(int count)
    {
        _items.AsSpan(count, Length - count).CopyTo(_items);
        Length -= count;
    }

    public void RemoveLast(int count) => Length -= count;

    public void Clear()
    {
        if (_items.Length > KeptCapacity && Length < _items.Length / 4)
            Free();
        Length = 0;
    }

    public void Free()
    {
        if (_items.Length > 0)
            ArrayPool<T>.Shared.Return(_items);
        _items = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        if (count > System.Array.MaxLength - Length)
            throw new InvalidOperationException(
                $"A column holds {Length:N0} items in this row group and cannot take {count:N0} more; write smaller row groups.");
        var wanted = Math.Clamp(2L * _items.Length, Math.Max(SmallestCapacity, Length + (long)count), System.Array.MaxLength);
        var grown = ArrayPool<T>.Shared.Rent((int)wanted);
        _items.AsSpan(0, Length).CopyTo(grown);
        if (_items.Length > 0)
            ArrayPool<T>.Shared.Return(_items);
        _items = grown;
    }
}
