using System.Runtime.CompilerServices;
using System.Text;

namespace Tapedeck.Analytics;

/// <summary>
/// Counts keys in bounded memory: up to so many different ones exactly. When there are more, the rarer half is dropped, and a key
/// that comes again begins anew: its count may then be too low, by no more than <see cref="Undercount"/>.
/// </summary>
/// <param name="most">Different keys that are counted at a time.</param>
internal sealed class KeyCounter(int most)
{
    /// <summary>Bytes of the longest key; of a longer one the beginning is the key.</summary>
    public const int LongestKey = 256;

    private readonly KeyTable<long> _counts = new();
    private long _dropped;

    /// <summary>Occurrences of keys that were dropped.</summary>
    public long Others { get; private set; }

    /// <summary>What the count of any key can be too low by.</summary>
    public long Undercount { get; private set; }

    /// <summary>Different keys; once any were dropped, those that came again count again.</summary>
    public long Distinct => _counts.Count + _dropped;

    public long this[string key] =>
        _counts.Find(Encoding.UTF8.GetBytes(key)) is >= 0 and var number ? _counts.Value(number) : 0;

    /// <summary>The beginning of a text, as many bytes as there may be, in whole characters.</summary>
    public static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> text, int mostBytes)
    {
        if (text.Length <= mostBytes)
            return text;
        while ((text[mostBytes] & 0xC0) == 0x80)
            mostBytes--;
        return text[..mostBytes];
    }

    /// <summary>Counts a key, valid UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> key)
    {
        if (key.Length > LongestKey)
            key = Whole(key, LongestKey);
        _counts.Value(_counts.FindOrAdd(key))++;
        if (_counts.Count > most)
            DropRarer();
    }

    /// <summary>
    /// Whether adding the keys that another counted behind these, one by one, would come to the same as adding its counts: neither
    /// has more keys than it can count.
    /// </summary>
    public bool CanAdd(KeyCounter behind) => behind._dropped == 0
        && (_counts.Count + behind._counts.Count <= most || _counts.CountWith(behind._counts) <= most);

    /// <summary>Adds what another counted of the keys behind these, if it can.</summary>
    public void Add(KeyCounter behind)
    {
        for (var number = 0; number < behind._counts.Count; number++)
            _counts.Value(_counts.FindOrAdd(behind._counts.Key(number))) += behind._counts.Value(number);
    }

    /// <summary>The most frequent first, equal ones in the order of their characters.</summary>
    /// <param name="shown">At most so many.</param>
    public IReadOnlyList<KeyValuePair<string, long>> Ranked(int shown = int.MaxValue)
    {
        var ranking = Comparer<int>.Create(Compare);
        if (shown >= _counts.Count)
            return Texts(_counts.Numbers().Order(ranking));
        var best = new List<int>(shown + 1);
        for (var number = 0; number < _counts.Count; number++)
        {
            if (best.Count == shown && Compare(number, best[^1]) > 0)
                continue;
            best.Insert(~best.BinarySearch(number, ranking), number);
            if (best.Count > shown)
                best.RemoveAt(shown);
        }

        return Texts(best);
    }

    /// <summary>Writes it to a snapshot.</summary>
    public void Write(BinaryWriter snapshot)
    {
        snapshot.Write(_dropped);
        snapshot.Write(Others);
        snapshot.Write(Undercount);
        _counts.Write(snapshot, static (to, count) => to.Write7BitEncodedInt64(count));
    }

    /// <summary>Takes what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader snapshot)
    {
        (_dropped, Others, Undercount) = (snapshot.ReadInt64(), snapshot.ReadInt64(), snapshot.ReadInt64());
        _counts.Read(snapshot, static from => from.Read7BitEncodedInt64());
    }

    private IReadOnlyList<KeyValuePair<string, long>> Texts(IEnumerable<int> numbers) =>
        [.. numbers.Select(number => KeyValuePair.Create(Encoding.UTF8.GetString(_counts.Key(number)), _counts.Value(number)))];

    /// <returns>Less than 0 if the one stands before the other.</returns>
    private int Compare(int one, int other) => _counts.Value(other).CompareTo(_counts.Value(one)) is not 0 and var order
        ? order
        : _counts.Key(one).SequenceCompareTo(_counts.Key(other)); // UTF-8 is in the order of the characters

    private void DropRarer()
    {
        var numbers = _counts.Numbers();
        Array.Sort(numbers, Compare);
        var kept = (most + 1) / 2;
        Undercount += _counts.Value(numbers[kept]);
        foreach (var number in numbers.AsSpan(kept))
            Others += _counts.Value(number);
        _dropped += numbers.Length - kept;
        _counts.Keep(numbers.AsSpan(0, kept));
    }
}
