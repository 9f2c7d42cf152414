using System.Numerics;
using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>
/// Finds the most frequent words of a lower-cased text; of equals, the first by code points. One counter serves one
/// enricher.
/// </summary>
internal sealed class KeywordCounter
{
    private readonly int _minLength;
    private readonly WordSet _stopWords;
    private readonly WordTable _words = new();
    private readonly WordTable.Entry[] _top;
    private int _kept;

    /// <summary>Prepares the counter for <paramref name="rules"/>.</summary>
    public KeywordCounter(KeywordRules rules)
    {
        _minLength = rules.MinLength;
        _stopWords = new WordSet(rules.StopWords.Select(word => word.ToLowerInvariant()));
        _top = new WordTable.Entry[rules.Limit];
    }

    /// <summary>The keywords of <paramref name="lower"/> as spans of it, most frequent first.</summary>
    public ReadOnlySpan<WordTable.Entry> Count(ReadOnlySpan<byte> lower)
    {
        _words.Clear();
        CountRuns(lower);
        _kept = 0;
        foreach (ref readonly var entry in _words.Entries)
            Offer(entry, lower);
        return _top.AsSpan(0, _kept);
    }

    private void CountRuns(ReadOnlySpan<byte> lower)
    {
        var ascii = Ascii.IsValid(lower);
        var start = -1;
        for (var block = 0; block < lower.Length; block += WordBytes.Width)
        {
            // A bit is an edge where a run begins or ends: where a byte's kind is not that of the byte before it.
            var words = WordBytes.Of(lower, block);
            for (var edges = words ^ ((words << 1) | (start < 0 ? 0u : 1u)); edges != 0; edges &= edges - 1)
            {
                var edge = block + BitOperations.TrailingZeroCount(edges);
                if (start >= 0)
                    AddRun(lower, start, edge, ascii);
                start = start < 0 ? edge : -1;
            }
        }

        if (start >= 0)
            AddRun(lower, start, lower.Length, ascii);
    }

    private void AddRun(ReadOnlySpan<byte> lower, int start, int end, bool ascii)
    {
        if (end - start < _minLength)
            return;
        if (ascii || Ascii.IsValid(lower[start..end]))
            _words.Add(lower, start, end - start);
        else
            AddWords(lower, start, end);
    }

    // Splits a run at the characters beyond ASCII that are no letters.
    private void AddWords(ReadOnlySpan<byte> lower, int start, int end)
    {
        var length = 0;
        for (var at = start; at < end;)
        {
            Rune.DecodeFromUtf8(lower[at..end], out var rune, out var bytes);
            if (WordCharacters.IsKeywordRune(rune))
            {
                length++;
            }
            else
            {
                AddWord(lower, start, at, length);
                (start, length) = (at + bytes, 0);
            }

            at += bytes;
        }

        AddWord(lower, start, end, length);
    }

    private void AddWord(ReadOnlySpan<byte> lower, int start, int end, int length)
    {
        if (length >= _minLength)
            _words.Add(lower, start, end - start);
    }

    // Keeps the best so far in order, the worst last. Stop words are asked for only when they would be kept.
    private void Offer(in WordTable.Entry entry, ReadOnlySpan<byte> lower)
    {
        var place = _kept;
        while (place > 0 && Precedes(entry, _top[place - 1], lower))
            place--;
        if (place == _top.Length || _stopWords.Contains(entry, lower))
            return;
        _kept = Math.Min(_kept + 1, _top.Length);
        for (var i = _kept - 1; i > place; i--)
            _top[i] = _top[i - 1];
        _top[place] = entry;
    }

    private static bool Precedes(in WordTable.Entry one, in WordTable.Entry other, ReadOnlySpan<byte> lower)
    {
        if (one.Count != other.Count)
            return one.Count > other.Count;
        return one.Head != other.Head
            ? one.Head < other.Head
            : lower.Slice(one.Start, one.Length).SequenceCompareTo(lower.Slice(other.Start, other.Length)) < 0;
    }
}
