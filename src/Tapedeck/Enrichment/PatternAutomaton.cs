using System.Numerics;

namespace Tapedeck.Enrichment;

/// <summary>
/// Finds every occurrence of many byte patterns in one pass: Aho and Corasick's automaton as a dense table over byte
/// classes, so that each byte of the text costs one look-up. Built once, immutable; <see cref="PatternScan"/> runs it.
/// Source: Aho, Corasick, "Efficient string matching: an aid to bibliographic search", CACM 18 (6), 1975.
/// </summary>
internal sealed class PatternAutomaton
{
    /// <summary>The bit of a row that tells that patterns end there.</summary>
    public const uint EndingBit = 1;

    private readonly byte[] _classes = new byte[256];
    private readonly int _rowBits;
    private readonly uint[] _next;
    private readonly int[][] _ending;

    /// <summary>Builds the automaton; a pattern is known by its index in <paramref name="patterns"/>.</summary>
    public PatternAutomaton(IReadOnlyList<byte[]> patterns)
    {
        // Class 0 is every byte that no pattern has; UTF-8 has no more than 243 byte values.
        var classes = 1;
        foreach (var value in patterns.SelectMany(bytes => bytes).Distinct())
            _classes[value] = (byte)classes++;
        _rowBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)classes + 1));
        LongestPattern = patterns.Select(bytes => bytes.Length).DefaultIfEmpty().Max();

        var trie = PatternTrie.Build(patterns, _classes, classes);
        _ending = [.. trie.Select(state => state.Ending.ToArray())];
        _next = new uint[trie.Count << _rowBits];
        for (var state = 0; state < trie.Count; state++)
        {
            for (var c = 0; c < classes; c++)
                _next[RowOf(state) + c] = RowOf(trie[state].Next[c]);
        }
    }

    /// <summary>Bytes of the longest pattern; 0 if there are none.</summary>
    public int LongestPattern { get; }

    /// <summary>The class of each of the 256 byte values.</summary>
    public ReadOnlySpan<byte> Classes => _classes;

    /// <summary>
    /// The row that a byte leads to is at the row one is in plus the class of the byte; the first row is 0. An odd row,
    /// <see cref="EndingBit"/>, is one where patterns end.
    /// </summary>
    public ReadOnlySpan<uint> Next => _next;

    /// <summary>The patterns that end at a row.</summary>
    public ReadOnlySpan<int> Ending(uint row) => _ending[row >> _rowBits];

    // A row begins at its first cell, or its second if patterns end there: it has one cell more than there are classes.
    private uint RowOf(int state) => ((uint)state << _rowBits) + (_ending[state].Length > 0 ? EndingBit : 0);
}
