using Tapedeck.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

public sealed class LastLinesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", 3, 0)]
    [InlineData("a\nb\nc\n", 0, 6)]
    [InlineData("a\nb\nc\n", 1, 4)]
    [InlineData("a\nb\nc\n", 2, 2)]
    [InlineData("a\nb\nc\n", 3, 0)]
    [InlineData("a\nb\nc\n", 9, 0)]
    [InlineData("a\nb\nhalf", 1, 2)]
    public void It_is_where_the_last_whole_lines_begin(string text, int count, long offset) =>
        Assert.Equal(offset, OffsetOf(text, count));

    [Fact]
    public void Lines_longer_than_a_chunk_are_counted_too()
    {
        var line = new string('x', 1_000_000) + "\n";

        Assert.Equal(2L * line.Length, OffsetOf(line + line + line + line, 2));
    }

    private long OffsetOf(string text, long count)
    {
        var path = _folder.File("session.jsonl");
        File.WriteAllText(path, text);
        return LastLines.OffsetOf(path, count);
    }
}
