using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapedeck.Analytics;

/// <summary>
/// Counts keys in bounded memory: the first so many different ones exactly, each other occurrence as one of the others. So it
/// depends on the order of the keys only beyond that bound, and says so.
/// </summary>
/// <param name="most">Different keys that are counted each by itself.</param>
internal sealed class KeyCounter(int most)
{
    /// <summary>Bytes of the longest key; of a longer one the beginning is the key.</summary>
    private const int LongestKey = 256;

    private readonly Dictionary<string, long> _counts = new(Utf8Keys.Instance);

    /// <summary>Occurrences of keys that came when there were too many to count each.</summary>
    public long Others { get; private set; }

    /// <summary>Different keys that are counted.</summary>
    public int Distinct => _counts.Count;

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public long this[string key] => _counts.GetValueOrDefault(key);

    /// <summary>Counts a key, valid UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> key)
    {
        key = Utf8Keys.Whole(key, LongestKey);
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<byte>>();
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, key);
        if (!Unsafe.IsNullRef(ref count))
            count++;
        else if (_counts.Count < most)
            counts[key] = 1;
        else
            Others++;
    }

    /// <summary>
    /// Adds what another counted of the keys behind these. False, and nothing is added, if it has others: which of them are
    /// known here it cannot say.
    /// </summary>
    public bool TryAdd(KeyCounter behind)
    {
        if (behind.Others > 0)
            return false;
        foreach (var (key, count) in behind._counts)
        {
            if (_counts.TryGetValue(key, out var known))
                _counts[key] = known + count;
            else if (_counts.Count < most)
                _counts.Add(key, count);
            else
                Others += count;
        }

        return true;
    }

    /// <summary>The most frequent first, equal ones in the order of their characters.</summary>
    public IEnumerable<KeyValuePair<string, long>> Ranked() =>
        _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
}
