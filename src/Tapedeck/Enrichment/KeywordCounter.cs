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
    private readonly WordRanking _ranking;

    /// <summary>Prepares the counter for <paramref name="rules"/>.</summary>
    public KeywordCounter(KeywordRules rules)
    {
        _minLength = rules.MinLength;
        _stopWords = new WordSet(rules.StopWords.Select(word => word.ToLowerInvariant()));
        _ranking = new WordRanking(rules.Limit);
    }

    /// <summary>The keywords of a text as spans of it, most frequent first.</summary>
    public ReadOnlySpan<WordTable.Entry> Count(LoweredText text)
    {
        _words.Clear();
        CountRuns(text);
        _ranking.Clear();
        foreach (ref readonly var word in _words.Entries)
        {
            if (!_stopWords.Contains(word, text.Padded))
                _ranking.Add(word, text.Padded);
        }

        return _ranking.First(text.Padded);
    }

    private void CountRuns(LoweredText text)
    {
        const int None = -1;
        var start = None;
        var before = 0ul;
        for (var block = 0; block < text.WordBytes.Length; block++)
        {
            // A bit is an edge where a run begins or ends: where a byte's kind is not that of the byte before it.
            var words = text.WordBytes[block];
            var edges = words ^ ((words << 1) | before);
            before = words >> (TextBlock.Width - 1);
            for (; edges != 0; edges &= edges - 1)
            {
                var edge = (block * TextBlock.Width) + BitOperations.TrailingZeroCount(edges);
                if (start != None)
                    AddRun(text, start, edge);
                start = start == None ? edge : None;
            }
        }
    }

    private void AddRun(LoweredText text, int start, int end)
    {
        if (end - start < _minLength)
            return;
        if (text.IsAscii || Ascii.IsValid(text.Bytes[start..end]))
            _words.Add(text.Padded, start, end - start);
        else
            AddWords(text.Padded, start, end);
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
}
