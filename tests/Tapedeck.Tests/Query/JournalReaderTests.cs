using System.Text;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Query;

public sealed class JournalReaderTests : IDisposable
{
    private static readonly EventMatcher Everything = EventMatcher.Everything;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Half_a_line_is_left_until_the_rest_is_written()
    {
        var path = _folder.File("current_session.jsonl");
        File.WriteAllText(path, "{\"Id\":\"a\"}\n{\"Id\":");
        using var reader = JournalReader.OfFolder(new JournalFolder(_folder.Path));

        Assert.True(reader.TryReadEvent(Everything, out var first, out _));
        Assert.Equal("a", first.Id);
        Assert.False(reader.TryReadEvent(Everything, out _, out _));

        File.AppendAllText(path, "\"b\"}\n");
        Assert.True(reader.TryReadEvent(Everything, out var second, out var line));
        Assert.Equal("b", second.Id);
        Assert.Equal("{\"Id\":\"b\"}", Encoding.UTF8.GetString(line));
        Assert.Equal(new JournalPosition(1, new FileInfo(path).Length), reader.Position);
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_read_whole()
    {
        var path = _folder.File("current_session.jsonl");
        var id = new string('x', 5_000_000);
        File.WriteAllText(path, $"{{\"Id\":\"{id}\"}}\n{{\"Id\":\"b\"}}\n");
        using var reader = JournalReader.OfFolder(new JournalFolder(_folder.Path));

        Assert.True(reader.TryReadEvent(Everything, out var first, out _));
        Assert.Equal(id, first.Id);
        Assert.True(reader.TryReadEvent(Everything, out var second, out _));
        Assert.Equal("b", second.Id);
    }

    [Fact]
    public void A_bad_line_is_passed_over_counted_and_named()
    {
        var path = _folder.File("current_session.jsonl");
        File.WriteAllText(path, "{\"Id\":\"a\"}\nnot json\n[1]\n{\"Id\":\"b\"}\n");
        using var reader = JournalReader.OfFolder(new JournalFolder(_folder.Path));

        Assert.True(reader.TryReadEvent(Everything, out _, out _));
        Assert.True(reader.TryReadEvent(Everything, out var second, out _));
        Assert.Equal("b", second.Id);
        Assert.Equal(2, reader.BadLines);
        Assert.Contains("byte 11", reader.FirstBadLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_is_not_there_yet_is_read_once_it_is()
    {
        var path = _folder.File("current_session.jsonl");
        using var reader = JournalReader.OfFolder(new JournalFolder(_folder.Path));
        Assert.False(reader.TryReadLine(out _));

        File.WriteAllText(path, "{}\n");
        Assert.True(reader.TryReadLine(out _));
    }
}
