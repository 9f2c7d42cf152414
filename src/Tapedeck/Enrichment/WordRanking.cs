using System.Numerics;
using System.Runtime.InteropServices;

namespace Tapedeck.Enrichment;

/// <summary>
/// Ranks words by how often they occur, equals by their bytes, and keeps the first few. The rank of a word is the number of
/// words before it: each word is compared with all others, several at once and without a branch, which for the words of one
/// message costs less than sorting them. The words of a longer text go through it in rounds.
/// </summary>
internal sealed class WordRanking
{
    private const int LeastWords = 64;
    private const int Free = -1;

    // A count and the first six bytes of a word as one number, the smaller the earlier. Counts beyond are not told apart.
    private const int CountBits = 15;
    private const int MaxCount = (1 << CountBits) - 1;
    private const int HeadBits = 63 - CountBits;

    private readonly int _limit;
    private readonly WordTable.Entry[] _words;
    private readonly WordTable.Entry[] _first;
    private readonly long[] _keys;
    private readonly long[] _ranks;
    private readonly int[] _order;
    private int _count;

    /// <summary>A ranking that keeps <paramref name="limit"/> words.</summary>
    public WordRanking(int limit)
    {
        var words = Math.Max(LeastWords, 2 * limit);
        var lanes = (words + Vector<long>.Count) / Vector<long>.Count * Vector<long>.Count;
        _limit = limit;
        _words = new WordTable.Entry[words];
        _first = new WordTable.Entry[limit];
        (_keys, _ranks, _order) = (new long[lanes], new long[lanes], new int[lanes]);
    }

    /// <summary>Forgets all words.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a word of <paramref name="text"/>, once.</summary>
    public void Add(in WordTable.Entry word, ReadOnlySpan<byte> text)
    {
        if (_count == _words.Length)
        {
            Rank(text);
            _first.CopyTo(_words, 0);
            _count = _limit;
        }

        _words[_count++] = word;
    }

    /// <summary>The first words of <paramref name="text"/>, in order; valid until the next call.</summary>
    public ReadOnlySpan<WordTable.Entry> First(ReadOnlySpan<byte> text)
    {
        Rank(text);
        return _first.AsSpan(0, Math.Min(_limit, _count));
    }

    private void Rank(ReadOnlySpan<byte> text)
    {
        CountEarlier();
        var order = _order.AsSpan(0, _count);
        order.Fill(Free);
        for (var i = 0; i < _count; i++)
            Place(i, (int)_ranks[i], order, text);
        for (var i = 0; i < Math.Min(_limit, _count); i++)
            _first[i] = _words[order[i]];
    }

    private void CountEarlier()
    {
        for (var i = 0; i < _count; i++)
            _keys[i] = KeyOf(_words[i]);
        var keys = MemoryMarshal.Cast<long, Vector<long>>(_keys.AsSpan());
        var ranks = MemoryMarshal.Cast<long, Vector<long>>(_ranks.AsSpan());
        for (var block = 0; block * Vector<long>.Count < _count; block++)
        {
            var (ours, earlier) = (keys[block], Vector<long>.Zero);
            foreach (var key in _keys.AsSpan(0, _count))
                earlier -= Vector.LessThan(new Vector<long>(key), ours);
            ranks[block] = earlier;
        }
    }

    // Words with equal keys have the same rank: they share the places from it on.
    private void Place(int word, int place, Span<int> order, ReadOnlySpan<byte> text)
    {
        for (; order[place] != Free; place++)
        {
            if (Precedes(_words[word], _words[order[place]], text))
                (word, order[place]) = (order[place], word);
        }

        order[place] = word;
    }

    private static long KeyOf(in WordTable.Entry word) => word.Count < MaxCount
        ? ((long)(MaxCount - word.Count) << HeadBits) | (long)(word.Head >> (64 - HeadBits))
        : 0;

    private static bool Precedes(in WordTable.Entry one, in WordTable.Entry other, ReadOnlySpan<byte> text)
    {
        if (one.Count != other.Count)
            return one.Count > other.Count;
        return one.Head != other.Head
            ? one.Head < other.Head
            : text.Slice(one.Start, one.Length).SequenceCompareTo(text.Slice(other.Start, other.Length)) < 0;
    }
}
