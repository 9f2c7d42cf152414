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

    [Fact]
    public void Sessions_are_read_as_one_and_a_missing_one_is_passed_over()
    {
        WriteClosed(1, "a", "b");
        WriteClosed(3, "c");
        WriteClosed(4);
        File.WriteAllText(_folder.File("current_session.jsonl"), Line("d"));
        using var reader = JournalReader.OfFolder(new JournalFolder(_folder.Path));

        Assert.Equal(["a", "b", "c", "d"], ReadAll(reader));
        Assert.Equal(5, reader.Position.Session);
    }

    [Fact]
    public void A_reader_goes_on_from_any_position_and_through_a_roll()
    {
        WriteClosed(1, "a", "b");
        File.WriteAllText(_folder.File("current_session.jsonl"), Line("c"));
        using var reader = JournalReader.OfFolder(new JournalFolder(_folder.Path), new JournalPosition(1, Line("a").Length));
        Assert.Equal(["b", "c"], ReadAll(reader));

        Directory.Move(_folder.File("current_session.jsonl"), _folder.File("sessions/000002_closed.jsonl"));
        Assert.Empty(ReadAll(reader));
        File.WriteAllText(_folder.File("current_session.jsonl"), Line("d"));
        Assert.Equal(["d"], ReadAll(reader));
    }

    [Fact]
    public void What_lies_behind_the_end_is_read_once_the_end_has_moved()
    {
        File.WriteAllText(_folder.File("current_session.jsonl"), Line("a") + Line("b"));
        var end = new JournalPosition(1, Line("a").Length);
        using var reader = new JournalReader(new JournalFolder(_folder.Path), () => end);
        Assert.Equal(["a"], ReadAll(reader));

        end = new JournalPosition(1, 2 * Line("a").Length);
        Assert.Equal(["b"], ReadAll(reader));
    }

    private static string Line(string id) => $"{{\"Id\":\"{id}\"}}\n";

    private static List<string> ReadAll(JournalReader reader)
    {
        var ids = new List<string>();
        while (reader.TryReadEvent(Everything, out var recorded, out _))
            ids.Add(recorded.Id);
        return ids;
    }

    private void WriteClosed(int number, params string[] ids)
    {
        Directory.CreateDirectory(_folder.File("sessions"));
        File.WriteAllText(_folder.File($"sessions/{number:D6}_closed.jsonl"), string.Concat(ids.Select(Line)));
    }
}
