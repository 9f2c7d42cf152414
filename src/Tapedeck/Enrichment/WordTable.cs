using System.Buffers.Binary;
using System.Numerics;

namespace Tapedeck.Enrichment;

/// <summary>
/// Counts words that are spans of one UTF-8 buffer: a hash table with open addressing that is cleared and filled again
/// for each event. The hash is seeded once per process, so that no sender can choose words that collide.
/// </summary>
internal sealed class WordTable
{
    /// <summary>A word of the buffer and how often it was added.</summary>
    /// <param name="Start">Its offset in the buffer.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Head">Its first eight bytes as a number that sorts as they do, zeros after a shorter word.</param>
    /// <param name="Slot">Its place in the table.</param>
    /// <param name="Count">How often it was added.</param>
    public record struct Entry(int Start, int Length, ulong Head, int Slot, int Count);

    private const int RetainedEntries = 1 << 13;
    private static readonly ulong Seed = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 8) | 1;

    // A slot holds the index of an entry plus one; 0 is free. Half of the slots stay free.
    private Entry[] _entries = new Entry[64];
    private int[] _slots = new int[128];
    private int _count;

    /// <summary>The distinct words, in the order of their first occurrence.</summary>
    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, _count);

    /// <summary>Forgets all words; memory that only a giant text needed is let go.</summary>
    public void Clear()
    {
        if (_entries.Length > RetainedEntries)
        {
            _entries = new Entry[64];
            _slots = new int[128];
        }

        foreach (ref readonly var entry in Entries)
            _slots[entry.Slot] = 0;
        _count = 0;
    }

    /// <summary>Counts a word of <paramref name="buffer"/>; true if it is new.</summary>
    public bool Add(ReadOnlySpan<byte> buffer, int start, int length)
    {
        var word = new Entry(start, length, HeadOf(buffer, start, length), 0, 1);
        word.Slot = Find(buffer, word, buffer);
        if (_slots[word.Slot] != 0)
        {
            _entries[_slots[word.Slot] - 1].Count++;
            return false;
        }

        if (_count == _entries.Length)
        {
            Grow(buffer);
            word.Slot = Find(buffer, word, buffer);
        }

        _entries[_count] = word;
        _slots[word.Slot] = ++_count;
        return true;
    }

    /// <summary>True if <paramref name="word"/> of another buffer is one of the words over <paramref name="own"/>.</summary>
    public bool Contains(ReadOnlySpan<byte> own, in Entry word, ReadOnlySpan<byte> buffer) =>
        _slots[Find(own, word, buffer)] != 0;

    /// <summary>The beginning of a word as a number; see <see cref="Entry"/>.</summary>
    public static ulong HeadOf(ReadOnlySpan<byte> buffer, int start, int length)
    {
        const int Bytes = sizeof(ulong);
        if (length >= Bytes)
            return BinaryPrimitives.ReadUInt64BigEndian(buffer[start..]);
        if (start + Bytes <= buffer.Length && length > 0)
            return BinaryPrimitives.ReadUInt64BigEndian(buffer[start..]) & (ulong.MaxValue << (8 * (Bytes - length)));
        var head = 0ul;
        for (var i = 0; i < length; i++)
            head |= (ulong)buffer[start + i] << (8 * (Bytes - 1 - i));
        return head;
    }

    // The slot of the word, or the free one where it belongs.
    private int Find(ReadOnlySpan<byte> own, in Entry word, ReadOnlySpan<byte> buffer)
    {
        var mask = _slots.Length - 1;
        var slot = (int)Hash(word, buffer) & mask;
        while (_slots[slot] != 0)
        {
            ref readonly var entry = ref _entries[_slots[slot] - 1];
            if (entry.Head == word.Head && entry.Length == word.Length && (word.Length <= sizeof(ulong)
                || own.Slice(entry.Start, entry.Length).SequenceEqual(buffer.Slice(word.Start, word.Length))))
                break;
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow(ReadOnlySpan<byte> buffer)
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new int[_entries.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            ref var entry = ref _entries[i];
            entry.Slot = Find(buffer, entry, buffer);
            _slots[entry.Slot] = i + 1;
        }
    }

    // Folded multiplication of eight bytes at a time; the last eight overlap those before them.
    private static ulong Hash(in Entry word, ReadOnlySpan<byte> buffer)
    {
        var hash = Fold(Seed ^ word.Head ^ ((ulong)word.Length << 56));
        if (word.Length <= sizeof(ulong))
            return hash;
        var end = word.Start + word.Length;
        for (var at = word.Start + sizeof(ulong); at < end - sizeof(ulong); at += sizeof(ulong))
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64BigEndian(buffer[at..]));
        return Fold(hash ^ BinaryPrimitives.ReadUInt64BigEndian(buffer[(end - sizeof(ulong))..]));
    }

    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value, Seed ^ 0x9E3779B97F4A7C15, out var low);
        return high ^ BitOperations.RotateLeft(low, 32);
    }
}
