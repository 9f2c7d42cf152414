using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Tapedeck.Client;

/// <summary>
/// Messages on their way between the agent's threads and the one that owns the sockets: bounded in number and in bytes.
/// One thread at a time takes.
/// </summary>
internal sealed class BoundedQueue<T>(int limit, long byteLimit)
{
    private readonly Channel<(T Item, int Size)> _items = Channel.CreateUnbounded<(T, int)>();
    private long _bytes;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsEmpty => Count == 0;

    /// <summary>Whether one more may be added.</summary>
    public bool HasRoom => Count < limit && Interlocked.Read(ref _bytes) < byteLimit;

    /// <summary>Adds an item of so many bytes; false if there is no room.</summary>
    public bool TryAdd(T item, int size)
    {
        if (!HasRoom)
            return false;
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _bytes, size);
        return _items.Writer.TryWrite((item, size));
    }

    /// <summary>Adds an item of so many bytes, in the place of the oldest ones if there is no room.</summary>
    /// <returns>How many of these were dropped.</returns>
    public int AddOverOldest(T item, int size)
    {
        var dropped = 0;
        while (!TryAdd(item, size))
            if (TryTake(out _))
                dropped++;
        return dropped;
    }

    /// <summary>The item that is taken next.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        var isThere = _items.Reader.TryPeek(out var next);
        item = next.Item;
        return isThere;
    }

    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        var isThere = _items.Reader.TryRead(out var taken);
        item = taken.Item;
        if (isThere)
        {
            Interlocked.Add(ref _bytes, -taken.Size);
            Interlocked.Decrement(ref _count);
        }

        return isThere;
    }

    /// <summary>Completes with true once there is something to take, with false if nothing comes any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _items.Reader.WaitToReadAsync(cancellation);

    /// <summary>Nothing is added any more.</summary>
    public void Complete() => _items.Writer.TryComplete();
}
