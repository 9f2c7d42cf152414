using System.Buffers;
using Tapedeck.Enrichment;
using Tapedeck.Query;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Query;

public sealed class QuarantineReaderTests : IDisposable
{
    private static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 9, 0, 0, 123, 456, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly ArrayBufferWriter<byte> _lines = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        new QuarantinedFrame("not JSON", "acknowledged", ReceivedAt, 3, 2, "claude_code/1", 42).WriteLine([0xFF], [1, 2, 0xFE], _lines);
        new QuarantinedFrame("empty frame", "push", ReceivedAt, 0, 1).WriteLine([], [], _lines);
        new QuarantinedFrame("too many", "push", ReceivedAt, 2, 5).WriteLine([], "ab"u8, _lines);

        var records = ReadAll(out _);

        Assert.Equal([1, 2, 3], records.Select(record => record.Line));
        Assert.Equivalent(
            new QuarantineRecord(1, "not JSON", "acknowledged", ReceivedAt, 3, 2, [0xFF], [1, 2, 0xFE], "claude_code/1", 42, false), records[0]);
        Assert.Equal((byte[])[1, 2, 0xFE], records[0].Frame!);
        Assert.Empty(records[1].Frame!);
        Assert.Equal((null, 0L, 1), (records[1].Producer, records[1].ProducerSequence, records[1].Parts));
        Assert.Equal(5, records[2].Parts);
    }

    [Fact]
    public void Where_only_the_head_was_kept_there_is_no_frame()
    {
        new QuarantinedFrame("too large", "push", ReceivedAt, 9000, 1, IsHead: true).WriteLine([], new byte[4096], _lines);

        var record = Assert.Single(ReadAll(out _));

        Assert.Null(record.Frame);
        Assert.Equal(4096, record.Kept.Length);
    }

    [Fact]
    public void A_bad_line_is_passed_over_counted_and_named_and_the_others_keep_their_numbers()
    {
        _lines.Write("garbage\n{\"Reason\":\"r\"}\n{\"Reason\":7,\"Source\":\"push\"}\n"u8);
        new QuarantinedFrame("r", "push", ReceivedAt, 1, 1).WriteLine([], "x"u8, _lines);
        _lines.Write("{\"Reason\":\"half a li"u8);

        var record = Assert.Single(ReadAll(out var reader));

        Assert.Equal(4, record.Line);
        Assert.Equal(3, reader.BadLines);
        Assert.Contains("quarantine.jsonl, line 1:", reader.FirstBadLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_has_no_records()
    {
        using var reader = new QuarantineReader(_folder.File("quarantine.jsonl"));

        Assert.False(reader.TryRead(out _));
    }

    private List<QuarantineRecord> ReadAll(out QuarantineReader reader)
    {
        File.WriteAllBytes(_folder.File("quarantine.jsonl"), _lines.WrittenSpan);
        reader = new QuarantineReader(_folder.File("quarantine.jsonl"));
        var records = new List<QuarantineRecord>();
        while (reader.TryRead(out var record))
            records.Add(record);
        reader.Dispose();
        return records;
    }
}
