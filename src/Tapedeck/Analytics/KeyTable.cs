using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapedeck.Analytics;

/// <summary>
/// Values by keys that are UTF-8 bytes: a hash table with open addressing, its keys one behind another in one array, so that a key
/// costs no object. Keys are numbered in the order in which they come.
/// </summary>
/// <typeparam name="T">What each key has.</typeparam>
internal sealed class KeyTable<T>
    where T : struct
{
    private const int Least = 16;

    // Of each process its own, so that nobody can choose keys that all fall into one place.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    private Entry[] _entries = new Entry[Least];
    private int[] _slots = new int[2 * Least]; // number of the entry + 1; a power of two of them, at most half of them taken
    private byte[] _keys = new byte[Least * Least];
    private int _used;

    private struct Entry
    {
        public uint Hash;
        public int Start;
        public int Length;
        public T Value;
    }

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>The key with a number from 0.</summary>
    public ReadOnlySpan<byte> Key(int number) => _keys.AsSpan(_entries[number].Start, _entries[number].Length);

    /// <summary>Its value; valid until the next key is added.</summary>
    public ref T Value(int number) => ref _entries[number].Value;

    /// <summary>The number of a key; less than 0 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> key) => Find(key, HashOf(key), out _);

    /// <summary>The number of a key, which is added with a default value if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(ReadOnlySpan<byte> key)
    {
        var hash = HashOf(key);
        var number = Find(key, hash, out var slot);
        return number >= 0 ? number : Add(key, hash, slot);
    }

    /// <summary>Keeps the keys with these numbers; they are numbered anew, in this order.</summary>
    public void Keep(ReadOnlySpan<int> numbers)
    {
        var (entries, keys) = (_entries, _keys);
        _entries = new Entry[Math.Max(Least, numbers.Length)];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)(2 * _entries.Length))];
        _keys = new byte[Math.Max(Least, _used / 2)];
        (Count, _used) = (0, 0);
        foreach (var number in numbers)
        {
            var key = keys.AsSpan(entries[number].Start, entries[number].Length);
            Find(key, entries[number].Hash, out var slot);
            _entries[Add(key, entries[number].Hash, slot)].Value = entries[number].Value;
        }
    }

    /// <summary>Different keys of this and another.</summary>
    public int CountWith(KeyTable<T> other)
    {
        var count = Count;
        for (var number = 0; number < other.Count; number++)
            count += Find(other.Key(number)) < 0 ? 1 : 0;
        return count;
    }

    /// <summary>The numbers of all keys.</summary>
    public int[] Numbers() => [.. Enumerable.Range(0, Count)];

    /// <summary>Writes it to a snapshot.</summary>
    /// <param name="snapshot">Where to.</param>
    /// <param name="write">Writes a value.</param>
    public void Write(BinaryWriter snapshot, Action<BinaryWriter, T> write)
    {
        snapshot.Write(Count);
        for (var number = 0; number < Count; number++)
        {
            snapshot.Write7BitEncodedInt(Key(number).Length);
            snapshot.Write(Key(number));
            write(snapshot, Value(number));
        }
    }

    /// <summary>Takes what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader snapshot, Func<BinaryReader, T> read)
    {
        for (var left = snapshot.ReadInt32(); left > 0; left--)
        {
            var number = FindOrAdd(snapshot.ReadBytes(snapshot.Read7BitEncodedInt()));
            Value(number) = read(snapshot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ReadOnlySpan<byte> key, uint hash, out int slot)
    {
        var slots = _slots;
        for (slot = (int)hash & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var number = slots[slot] - 1;
            if (number < 0)
                return -1;
            ref var entry = ref _entries[number];
            if (entry.Hash == hash && key.SequenceEqual(_keys.AsSpan(entry.Start, entry.Length)))
                return number;
        }
    }

    private int Add(ReadOnlySpan<byte> key, uint hash, int slot)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
            FillSlots();
            Find(key, hash, out slot);
        }

        if (_keys.Length - _used < key.Length)
            Array.Resize(ref _keys, Math.Max(2 * _keys.Length, _used + key.Length));
        key.CopyTo(_keys.AsSpan(_used));
        _entries[Count] = new Entry { Hash = hash, Start = _used, Length = key.Length };
        _used += key.Length;
        _slots[slot] = ++Count;
        return Count - 1;
    }

    private void FillSlots()
    {
        _slots = new int[2 * _entries.Length];
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)_entries[number].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = number + 1;
        }

        Debug.Assert(BitOperations.IsPow2(_slots.Length), "Slots are found by masking.");
    }

    /// <summary>Multiplies the bytes into each other, sixteen at a time; the last sixteen may overlap those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(ReadOnlySpan<byte> key)
    {
        ref var at = ref MemoryMarshal.GetReference(key);
        var hash = Seed + (ulong)key.Length;
        var left = key.Length;
        for (; left > 16; left -= 16, at = ref Unsafe.Add(ref at, 16))
            hash = Mixed(Eight(ref at) ^ hash, Eight(ref Unsafe.Add(ref at, 8)) ^ BitOperations.RotateLeft(hash, 32));
        var (head, tail) = left switch
        {
            >= 8 => (Eight(ref at), Eight(ref Unsafe.Add(ref at, left - 8))),
            >= 4 => (Unsafe.ReadUnaligned<uint>(ref at), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, left - 4))),
            > 0 => (at, ((ulong)Unsafe.Add(ref at, left / 2) << 8) | Unsafe.Add(ref at, left - 1)),
            _ => (0UL, 0UL),
        };
        hash = Mixed(head ^ hash, tail ^ BitOperations.RotateLeft(hash, 32));
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Eight(ref byte at) => Unsafe.ReadUnaligned<ulong>(ref at);

    private static ulong Mixed(ulong one, ulong other) => Math.BigMul(one, other, out var low) ^ low;
}
