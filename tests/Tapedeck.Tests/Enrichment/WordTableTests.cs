using System.Text;
using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class WordTableTests
{
    private readonly WordTable _table = new();

    [Property(MaxTest = 500)]
    public void Words_are_counted_wherever_they_stand_in_the_buffer(byte[] choices, byte behind)
    {
        var (buffer, words) = Words(choices, behind);

        var added = words.Select(word => _table.Add(buffer, word.Start, word.Length)).ToList();

        var texts = words.Select(word => Text(buffer, word.Start, word.Length)).ToList();
        Assert.Equal(texts.Select((text, i) => texts.IndexOf(text) == i), added);
        Assert.Equal(
            texts.GroupBy(text => text).Select(group => (group.Key, group.Count())),
            _table.Entries.ToArray().Select(entry => (Text(buffer, entry.Start, entry.Length), entry.Count)));
        Assert.All(texts, text => Assert.True(_table.Contains(buffer, Encoding.Latin1.GetBytes(text))));
        Assert.All(texts, text => Assert.Equal(texts.Contains(text + "a"), _table.Contains(buffer, Encoding.Latin1.GetBytes(text + "a"))));
        _table.Clear();
    }

    [Property(MaxTest = 300)]
    public void The_first_words_are_the_most_frequent_and_of_equals_the_first_in_order(byte[] choices, byte limit)
    {
        limit %= 80;
        var (buffer, words) = Words(choices, behind: 0);
        foreach (var (start, length) in words)
            _table.Add(buffer, start, length);
        var ranking = new WordRanking(limit);
        foreach (ref readonly var entry in _table.Entries)
            ranking.Add(entry, buffer);

        var first = ranking.First(buffer).ToArray();

        Assert.Equal(
            _table.Entries.ToArray().Select(entry => (Text(buffer, entry.Start, entry.Length), entry.Count))
                .OrderByDescending(word => word.Count).ThenBy(word => word.Item1, StringComparer.Ordinal).Take(limit),
            first.Select(entry => (Text(buffer, entry.Start, entry.Length), entry.Count)));
        _table.Clear();
    }

    [Fact]
    public void A_thousand_words_are_ranked_by_counts_that_are_not_told_apart_in_the_key()
    {
        var entries = Enumerable.Range(0, 1000)
            .Select(i => new WordTable.Entry(i, 1, (ulong)(1000 - i) << 48, 0, 0, 32_000 + i)).ToArray();
        var ranking = new WordRanking(3);
        foreach (var entry in entries)
            ranking.Add(entry, default);

        Assert.Equal([32_999, 32_998, 32_997], ranking.First(default).ToArray().Select(entry => entry.Count));
    }

    // Words of few letters and any length, so that some are equal, some begin alike, and some end with the buffer.
    private static (byte[] Buffer, List<(int Start, int Length)> Words) Words(byte[] choices, byte behind)
    {
        var buffer = new List<byte>();
        var words = new List<(int, int)>();
        foreach (var choice in choices.Concat(choices.Select(value => (byte)(value ^ 0x35))))
        {
            words.Add((buffer.Count, choice % 23));
            buffer.AddRange(Enumerable.Range(0, choice % 23).Select(i => i == choice % 19 ? (byte)'b' : (byte)'a'));
        }

        buffer.AddRange(new byte[behind % 16]);
        return ([.. buffer], words);
    }

    private static string Text(byte[] buffer, int start, int length) => Encoding.Latin1.GetString(buffer, start, length);
}
