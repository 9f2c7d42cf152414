using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapedeck.Enrichment;

/// <summary>
/// Runs a <see cref="PatternAutomaton"/> over texts, four parts of a text side by side: a step waits for the one before it
/// to look its row up, but not for those of the other parts. Parts have so much in common that no pattern is missed.
/// Reuses its working memory.
/// </summary>
internal sealed class PatternScan
{
    /// <summary>A place where patterns end, in the order of offsets only within a part.</summary>
    /// <param name="Row">Which patterns, see <see cref="PatternAutomaton.Ending"/>.</param>
    /// <param name="End">The offset after them.</param>
    public readonly record struct Hit(uint Row, int End);

    private const int Parts = 4;

    private readonly PatternAutomaton _automaton;
    private readonly int _overlap;
    private readonly int _window;
    private readonly ulong[] _hits;

    /// <summary>Prepares a scan for <paramref name="automaton"/>.</summary>
    public PatternScan(PatternAutomaton automaton)
    {
        _automaton = automaton;
        _overlap = Math.Max(0, automaton.LongestPattern - 1);
        _window = Math.Max(1024, 8 * _overlap);
        _hits = new ulong[_window + (Parts * _overlap) + Parts + 1];
    }

    /// <summary>How many hits the last piece had.</summary>
    public int Count { get; private set; }

    /// <summary>A hit of the last piece.</summary>
    public Hit this[int index] => new((uint)_hits[index], (int)(_hits[index] >> 32) + 1);

    /// <summary>
    /// Reads a piece of <paramref name="text"/> and returns where the next one begins: the end of the text if it was the
    /// last. Some hits come twice.
    /// </summary>
    public int Read(ReadOnlySpan<byte> text, int start)
    {
        var piece = text.Slice(start, Math.Min(text.Length - start, _window));
        if (piece.Length <= Parts * _overlap)
            ReadAlone(piece, start);
        else
            ReadSideBySide(piece, (piece.Length + ((Parts - 1) * _overlap) + Parts - 1) / Parts, start);
        return start + piece.Length == text.Length ? text.Length : start + piece.Length - _overlap;
    }

    private void ReadAlone(ReadOnlySpan<byte> piece, int start)
    {
        var next = _automaton.Next;
        var classes = _automaton.Classes;
        var row = 0u;
        Count = 0;
        for (var i = 0; i < piece.Length; i++)
        {
            row = next[(int)row + classes[piece[i]]];
            _hits[Count] = Place(row, start + i);
            Count += (int)(row & PatternAutomaton.EndingBit);
        }
    }

    // A hit is written always, and counted if it is one: there is no branch to guess wrong.
    private void ReadSideBySide(ReadOnlySpan<byte> piece, int steps, int start)
    {
        ref var next = ref MemoryMarshal.GetReference(_automaton.Next);
        ref var classes = ref MemoryMarshal.GetReference(_automaton.Classes);
        ref var hit = ref MemoryMarshal.GetArrayDataReference(_hits);
        var move = steps - _overlap;
        ref var part1 = ref MemoryMarshal.GetReference(piece);
        ref var part2 = ref Unsafe.Add(ref part1, move);
        ref var part3 = ref Unsafe.Add(ref part2, move);
        ref var part4 = ref Unsafe.Add(ref part1, piece.Length - steps);
        var (row1, row2, row3, row4) = (0u, 0u, 0u, 0u);
        for (nuint i = 0; i < (nuint)steps; i++)
        {
            row1 = Unsafe.Add(ref next, (nuint)row1 + Unsafe.Add(ref classes, (nuint)Unsafe.Add(ref part1, i)));
            row2 = Unsafe.Add(ref next, (nuint)row2 + Unsafe.Add(ref classes, (nuint)Unsafe.Add(ref part2, i)));
            row3 = Unsafe.Add(ref next, (nuint)row3 + Unsafe.Add(ref classes, (nuint)Unsafe.Add(ref part3, i)));
            row4 = Unsafe.Add(ref next, (nuint)row4 + Unsafe.Add(ref classes, (nuint)Unsafe.Add(ref part4, i)));
            hit = Place(row1, start + (int)i);
            hit = ref Unsafe.Add(ref hit, row1 & PatternAutomaton.EndingBit);
            hit = Place(row2, start + move + (int)i);
            hit = ref Unsafe.Add(ref hit, row2 & PatternAutomaton.EndingBit);
            hit = Place(row3, start + (2 * move) + (int)i);
            hit = ref Unsafe.Add(ref hit, row3 & PatternAutomaton.EndingBit);
            hit = Place(row4, start + (piece.Length - steps) + (int)i);
            hit = ref Unsafe.Add(ref hit, row4 & PatternAutomaton.EndingBit);
        }

        Count = (int)(Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_hits), ref hit) / sizeof(ulong));
    }

    private static ulong Place(uint row, int at) => ((ulong)(uint)at << 32) | row;
}
