using System.Text;
using FsCheck.Xunit;
using Tapedeck.Enrichment;
using Tapedeck.Export;
using Tapedeck.Parquet;
using Tapedeck.Tests.Enrichment;

namespace Tapedeck.Tests.Export;

/// <summary>Invariant: line → row → line is the same line, byte for byte, whatever the line is.</summary>
public sealed class EventRowTests
{
    private const string Ours =
        """{"Id":"m-1","Timestamp":"2025-12-01T06:58:19.526765","SpeakerName":"claude_code","SpeakerRole":"Agent","Message":"{\"message\": \"Which é\\nstorage?\"}","ConversationType":0,"ContextId":"c-1","Metadata":{"chain_type":"data_management","ace_tier":"E","shl_tags":["@Question-Open","@Chain-data_management"],"keywords":["storage","which"],"content_hash":"0a1b","word_count":3,"char_count":15,"receiver":"gemini_cli","message_type":"handshake","priority":"NORMAL","source":"push","sequence":7,"recorded_at":"2026-11-22T09:00:00.000001Z","taxonomy":"1"}}""";

    private readonly EventRow _row = new(TimeSpan.Zero);

    [Fact]
    public void A_line_of_the_recorder_is_columns_and_no_line()
    {
        _row.Read(Encoding.UTF8.GetBytes(Ours));

        Assert.Equal("m-1", Text(EventColumn.Id));
        Assert.Equal(Micros("2025-12-01T06:58:19.526765Z"), _row.Number(EventColumn.Timestamp));
        Assert.Equal("2025-12-01T06:58:19.526765", Text(EventColumn.TimestampText));
        Assert.Equal(Micros("2026-11-22T09:00:00.000001Z"), _row.Number(EventColumn.RecordedAt));
        Assert.Equal(("claude_code", "Agent", "gemini_cli"), (Text(EventColumn.Speaker), Text(EventColumn.Role), Text(EventColumn.Receiver)));
        Assert.Equal("""{"message": "Which é\nstorage?"}""", Text(EventColumn.Message));
        Assert.Equal("Which é\nstorage?", Text(EventColumn.Text));
        Assert.Equal((0L, 3L, 15L, 7L), (
            _row.Number(EventColumn.ConversationType), _row.Number(EventColumn.WordCount), _row.Number(EventColumn.CharCount),
            _row.Number(EventColumn.Sequence)));
        Assert.Equal(["@Question-Open", "@Chain-data_management"], List(EventColumn.ShlTags)!);
        Assert.Equal(["storage", "which"], List(EventColumn.Keywords)!);
        Assert.Equal(("c-1", "handshake", "data_management", "E", "0a1b", "push"), (
            Text(EventColumn.ContextId), Text(EventColumn.MessageType), Text(EventColumn.ChainType), Text(EventColumn.AceTier),
            Text(EventColumn.ContentHash), Text(EventColumn.Source)));
        Assert.StartsWith("{\"chain_type\"", Text(EventColumn.MetadataJson), StringComparison.Ordinal);
        Assert.True(_row.IsNull(EventColumn.Line));
    }

    [Fact]
    public void Of_an_older_line_the_top_level_wins()
    {
        const string Line =
            """{"Id": "x", "Timestamp": "2025-11-20T22:49:06.079092", "Metadata": {"keywords": ["a", 1, "b"], "chain_type": "ui_ux"}, "chain_type": "system_architecture", "keywords": [], "zmq_ready": true}""";
        _row.Read(Encoding.UTF8.GetBytes(Line));

        Assert.Equal("system_architecture", Text(EventColumn.ChainType));
        Assert.Equal(["a", null, "b"], List(EventColumn.Keywords)!);
        Assert.Null(List(EventColumn.ShlTags));
        Assert.Equal(Line, Text(EventColumn.Line));
    }

    [Theory]
    [InlineData("[]", "[\"a\",\"b\"]", "a b")]
    [InlineData("[\"b\",\"c\"]", "[\"a\",\"b\",\"a\"]", "b c a")]
    [InlineData("[\"b\"]", "[]", "b")]
    [InlineData("7", "[\"a\"]", "a")]
    public void Of_a_list_the_top_level_comes_first_and_then_what_only_the_metadata_have(string top, string metadata, string expected)
    {
        _row.Read(Encoding.UTF8.GetBytes($$$"""{"keywords":{{{top}}},"Metadata":{"keywords":{{{metadata}}}}}"""));

        Assert.Equal(expected, string.Join(' ', List(EventColumn.Keywords)!));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("no JSON", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    [InlineData("{\"Id\":\"half \\ud800\"}", "half \uFFFD")]
    [InlineData("{\"Id\":7}", "7")]
    [InlineData("{\"Id\":null}", null)]
    [InlineData("{\"\\u0049d\":\"escaped name\"}", "escaped name")]
    public void A_line_that_the_columns_do_not_give_back_is_kept_whole(string line, string? id)
    {
        _row.Read(Encoding.UTF8.GetBytes(line));

        Assert.Equal(id, Text(EventColumn.Id));
        Assert.Equal(line, Text(EventColumn.Line));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z")]
    [InlineData("2025-12-01T06:58:19+02:00", "2025-12-01T04:58:19Z")]
    [InlineData("yesterday", null)]
    public void A_timestamp_is_its_moment_and_its_text(string text, string? moment)
    {
        _row.Read(Encoding.UTF8.GetBytes($$"""{"Timestamp":"{{text}}"}"""));

        Assert.Equal(moment is null, _row.IsNull(EventColumn.Timestamp));
        if (moment is not null)
            Assert.Equal(Micros(moment), _row.Number(EventColumn.Timestamp));
        Assert.Equal(text, Text(EventColumn.TimestampText));
    }

    [Fact]
    public void A_naive_timestamp_is_understood_in_the_offset_that_is_set()
    {
        var row = new EventRow(TimeSpan.FromHours(2));
        row.Read("{\"Timestamp\":\"2025-12-01T06:58:19\"}"u8);
        Assert.Equal(Micros("2025-12-01T04:58:19Z"), row.Number(EventColumn.Timestamp));

        row.Read("{\"Timestamp\":\"2025-12-01T06:58:19Z\"}"u8);
        Assert.Equal(Micros("2025-12-01T06:58:19Z"), row.Number(EventColumn.Timestamp));
    }

    [Fact]
    public void Real_lines_of_every_shape_come_back() => RoundTrip(File.ReadLines(Fixture.Path("events.jsonl")).Append(Ours));

    [Property(Arbitrary = [typeof(RandomEventLine)], MaxTest = 50)]
    public void Random_lines_come_back(RandomEventLine[] lines) => RoundTrip(lines.Select(line => line.Line));

    private static void RoundTrip(IEnumerable<string> lines)
    {
        var expected = lines.ToList();
        using var file = new MemoryStream();
        using (var writer = new ParquetEvents(file, TimeSpan.Zero, ParquetCompression.Gzip))
        {
            foreach (var line in expected)
                writer.Add(Encoding.UTF8.GetBytes(line));
            writer.Finish();
        }

        using var reader = ParquetReader.Open(file, "memory");
        var read = new List<string>();
        var buffer = new LineBuffer();
        for (var group = 0; group < reader.RowGroups.Count; group++)
        {
            using var row = reader.ReadRowGroup(group);
            while (row.Read())
            {
                Assert.True(EventLineBuilder.TryBuild(row, buffer, out var line));
                read.Add(Encoding.UTF8.GetString(line));
            }
        }

        Assert.Equal(expected, read);
    }

    private static long Micros(string time) =>
        (DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).Ticks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    private string? Text(EventColumn column) => _row.IsNull(column) ? null : Encoding.UTF8.GetString(_row.Text(column));

    private List<string?>? List(EventColumn column) => _row.IsNull(column) ? null
        : [.. Enumerable.Range(0, _row.Count(column)).Select(element =>
            _row.IsNullElement(column, element) ? null : Encoding.UTF8.GetString(_row.Text(column, element)))];
}
