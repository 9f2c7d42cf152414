using System.Numerics;

namespace Tapedeck.Enrichment;

/// <summary>
/// Counts words that are spans of one UTF-8 buffer: a hash table with open addressing that is cleared and filled again
/// for each event.
/// </summary>
internal sealed class WordTable
{
    /// <summary>A word of the buffer and how often it was added.</summary>
    /// <param name="Start">Its offset in the buffer.</param>
    /// <param name="Length">Its bytes.</param>
    /// <param name="Head">The head of its <see cref="WordKey"/>.</param>
    /// <param name="Hash">The hash of its key.</param>
    /// <param name="Slot">Its place in the table.</param>
    /// <param name="Count">How often it was added.</param>
    public record struct Entry(int Start, int Length, ulong Head, uint Hash, int Slot, int Count);

    private const int LeastEntries = 64;
    private const int RetainedEntries = 1 << 13;

    // A slot holds the index of an entry plus one; 0 is free. Half of the slots stay free. A word belongs into the slot that
    // the upper bits of its hash name, or the next free one.
    private Entry[] _entries = [];
    private int[] _slots = [];
    private int _shift;
    private int _count;

    /// <summary>An empty table.</summary>
    public WordTable() => Resize(LeastEntries);

    /// <summary>The distinct words, in the order of their first occurrence.</summary>
    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, _count);

    /// <summary>Forgets all words; memory that only a giant text needed is let go.</summary>
    public void Clear()
    {
        foreach (ref readonly var entry in Entries)
            _slots[entry.Slot] = 0;
        _count = 0;
        if (_entries.Length > RetainedEntries)
            Resize(LeastEntries);
    }

    /// <summary>Counts a word of <paramref name="buffer"/>; true if it is new.</summary>
    public bool Add(ReadOnlySpan<byte> buffer, int start, int length)
    {
        var key = WordKey.Of(buffer, start, length);
        var slot = (int)(key.Hash >> _shift);
        if (_slots[slot] != 0)
        {
            slot = Find(buffer, buffer.Slice(start, length), key);
            if (_slots[slot] != 0)
            {
                _entries[_slots[slot] - 1].Count++;
                return false;
            }
        }

        if (_count == _entries.Length)
        {
            Grow(buffer);
            slot = Find(buffer, buffer.Slice(start, length), key);
        }

        // Field by field: a whole entry, copied as soon as it is made, would wait for its parts to be stored.
        ref var entry = ref _entries[_count];
        entry.Start = start;
        entry.Length = length;
        entry.Head = key.Head;
        entry.Hash = key.Hash;
        entry.Slot = slot;
        entry.Count = 1;
        _slots[slot] = ++_count;
        return true;
    }

    /// <summary>True if <paramref name="word"/> of another buffer is one of the words over <paramref name="own"/>.</summary>
    public bool Contains(ReadOnlySpan<byte> own, in Entry word, ReadOnlySpan<byte> buffer) =>
        _slots[word.Hash >> _shift] != 0
        && _slots[Find(own, buffer.Slice(word.Start, word.Length), new WordKey(word.Head, word.Hash))] != 0;

    /// <summary>True if <paramref name="word"/> is one of the words over <paramref name="own"/>.</summary>
    public bool Contains(ReadOnlySpan<byte> own, ReadOnlySpan<byte> word) =>
        _slots[Find(own, word, WordKey.Of(word, 0, word.Length))] != 0;

    // The slot of the word, or the free one where it belongs.
    private int Find(ReadOnlySpan<byte> own, ReadOnlySpan<byte> word, WordKey key)
    {
        var slots = _slots;
        var slot = (int)(key.Hash >> _shift);
        while (slots[slot] != 0)
        {
            ref readonly var entry = ref _entries[slots[slot] - 1];
            if (entry.Hash == key.Hash && entry.Head == key.Head && entry.Length == word.Length
                && (word.Length <= WordKey.HeadLength || own.Slice(entry.Start, entry.Length).SequenceEqual(word)))
                break;
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Grow(ReadOnlySpan<byte> buffer)
    {
        Resize(_entries.Length * 2);
        for (var i = 0; i < _count; i++)
        {
            ref var entry = ref _entries[i];
            entry.Slot = Find(buffer, buffer.Slice(entry.Start, entry.Length), new WordKey(entry.Head, entry.Hash));
            _slots[entry.Slot] = i + 1;
        }
    }

    private void Resize(int entries)
    {
        Array.Resize(ref _entries, entries);
        _slots = new int[entries * 2];
        _shift = 32 - BitOperations.Log2((uint)_slots.Length);
    }
}
