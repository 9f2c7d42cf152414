using System.Numerics;

namespace Tapedeck.Enrichment;

/// <summary>
/// Finds every occurrence of many byte patterns in one pass: Aho and Corasick's automaton as a dense table over byte
/// classes, so that each byte of the text costs one look-up. Built once, immutable.
/// Source: Aho, Corasick, "Efficient string matching: an aid to bibliographic search", CACM 18 (6), 1975.
/// </summary>
internal sealed class PatternAutomaton
{
    // A state is known by the first cell of its row; _next[row + class] is the row to go to. The rows where a pattern
    // ends come last.
    private readonly byte[] _classes = new byte[256];
    private readonly int _rowBits;
    private readonly int _firstEnding;
    private readonly int[] _next;
    private readonly int[][] _ending;

    /// <summary>Builds the automaton; a pattern is known by its index in <paramref name="patterns"/>.</summary>
    public PatternAutomaton(IReadOnlyList<byte[]> patterns)
    {
        // Class 0 is every byte that no pattern has; UTF-8 has no more than 243 byte values.
        var classes = 1;
        foreach (var value in patterns.SelectMany(bytes => bytes).Distinct())
            _classes[value] = (byte)classes++;
        _rowBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)classes));

        var trie = PatternTrie.Build(patterns, _classes, classes);
        var order = Enumerable.Range(0, trie.Count).OrderBy(state => trie[state].Ending.Count > 0).ToArray();
        var rowOf = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            rowOf[order[i]] = i << _rowBits;

        _next = new int[order.Length << _rowBits];
        for (var i = 0; i < order.Length; i++)
        {
            for (var c = 0; c < classes; c++)
                _next[(i << _rowBits) + c] = rowOf[trie[order[i]].Next[c]];
        }

        _ending = [.. order.Select(state => trie[state].Ending.ToArray())];
        _firstEnding = _ending.TakeWhile(ending => ending.Length == 0).Count() << _rowBits;
    }

    /// <summary>
    /// Reads on from <paramref name="at"/> until a pattern ends; then <paramref name="at"/> is the offset after it, and
    /// false is the end of the text. Begin with <paramref name="row"/> 0.
    /// </summary>
    public bool MoveToHit(ReadOnlySpan<byte> text, ref int at, ref int row)
    {
        var next = _next;
        var classes = _classes;
        var (firstEnding, current) = (_firstEnding, row);
        for (var i = at; i < text.Length; i++)
        {
            current = next[current + classes[text[i]]];
            if (current < firstEnding)
                continue;
            at = i + 1;
            row = current;
            return true;
        }

        return false;
    }

    /// <summary>The patterns that end at a hit.</summary>
    public ReadOnlySpan<int> Ending(int row) => _ending[row >> _rowBits];
}
