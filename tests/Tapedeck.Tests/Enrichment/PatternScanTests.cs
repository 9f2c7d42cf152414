using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class PatternScanTests
{
    [Property(MaxTest = 500)]
    public void Every_occurrence_is_found_in_texts_of_any_length(byte[] text, byte[][] patterns, byte times)
    {
        // Few letters, so that patterns occur, and repeated, so that texts are longer than what is read together.
        text = [.. Enumerable.Repeat(Letters(text), times % 60).SelectMany(part => part)];
        patterns = [.. patterns.Select(Letters).Where(pattern => pattern.Length > 0)];
        var automaton = new PatternAutomaton(patterns);
        var scan = new PatternScan(automaton);

        Assert.Equal(Occurrences(text, patterns), Found(text, automaton, scan));
    }

    [Fact]
    public void A_pattern_is_found_wherever_it_begins()
    {
        byte[][] patterns = ["reconstruction"u8.ToArray(), "?"u8.ToArray()];
        var automaton = new PatternAutomaton(patterns);
        var scan = new PatternScan(automaton);
        for (var length = 14; length < 2300; length += length < 300 ? 1 : 500)
        {
            for (var at = 0; at + 14 <= length; at += 1 + (length / 300))
            {
                var text = new byte[length];
                patterns[0].CopyTo(text, at);
                Assert.Equal([(0, at + 14)], Found(text, automaton, scan));
            }
        }
    }

    [Fact]
    public void Nothing_is_found_without_patterns()
    {
        var automaton = new PatternAutomaton([]);
        Assert.Empty(Found(new byte[3000], automaton, new PatternScan(automaton)));
    }

    private static List<(int Pattern, int End)> Found(byte[] text, PatternAutomaton automaton, PatternScan scan)
    {
        var found = new HashSet<(int, int)>();
        for (var at = 0; at < text.Length;)
        {
            at = scan.Read(text, at);
            for (var i = 0; i < scan.Count; i++)
            {
                foreach (var pattern in automaton.Ending(scan[i].Row))
                    found.Add((pattern, scan[i].End));
            }
        }

        return [.. found.Order()];
    }

    private static List<(int Pattern, int End)> Occurrences(byte[] text, byte[][] patterns) =>
    [
        .. from pattern in Enumerable.Range(0, patterns.Length)
           from end in Enumerable.Range(0, text.Length + 1)
           where text.AsSpan(0, end).EndsWith(patterns[pattern])
           select (pattern, end),
    ];

    private static byte[] Letters(byte[] bytes) => [.. bytes.Select(value => (byte)('a' + (value % 3)))];
}
