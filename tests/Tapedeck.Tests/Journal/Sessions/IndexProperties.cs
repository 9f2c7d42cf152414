using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal.Sessions;

/// <summary>What holds for any record, any timestamp and any lines.</summary>
public sealed class IndexProperties : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Property]
    public void A_record_is_read_as_it_was_written_and_not_with_any_byte_changed(
        byte kind, long place, long bytes, long first, long lines, long earliest, long latest, long made, ulong a, ulong b, byte change)
    {
        var record = new IndexRecord(
            kind % 3 == 0 ? IndexRecordKind.Header : kind % 3 == 1 ? IndexRecordKind.Block : IndexRecordKind.Closing,
            place, bytes, first, lines, new EventTimes(earliest, latest), made, new ChainHash(a, b, b ^ a, a + b));
        var written = new byte[IndexRecord.Size];
        record.Write(written);

        Assert.True(IndexRecord.TryRead(written, out var read));
        Assert.Equal(record, read);
        Assert.False(IndexRecord.TryRead(written.AsSpan(0, IndexRecord.Size - 1), out _));
        for (var at = 0; at < written.Length; at++)
        {
            written[at] ^= Math.Max((byte)1, change);
            Assert.False(IndexRecord.TryRead(written, out _), $"byte {at} was changed");
            written[at] ^= Math.Max((byte)1, change);
        }
    }

    [Property(MaxTest = 3000)]
    public void The_index_understands_a_timestamp_as_queries_do(
        NonNegativeInt days, NonNegativeInt second, int fraction, byte decimals, byte zone, byte flaw)
    {
        var moment = DateTime.MinValue.AddDays(days.Get * 7919L % 3_652_059).AddSeconds(second.Get % 86_400);
        var digits = Math.Abs((long)fraction).ToString("D10", null)[^(decimals % 11)..];
        var text = moment.ToString(flaw % 5 == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss", null)
            + (decimals % 11 == 0 ? "" : "." + digits)
            + (zone % 9) switch
            {
                0 => "", 1 => "Z", 2 => "+02:00", 3 => "-11:45", 4 => "+14:00", 5 => "+14:30", 6 => "-00:00", 7 => "+0200", _ => "+2:00",
            };
        if (flaw % 3 == 0)
        {
            var at = flaw % text.Length;
            text = text[..at] + "T.:Z+ -9\u0661x"[flaw % 10] + text[(at + (flaw % 2))..];
        }

        AssertUnderstood(text);
    }

    [Property(MaxTest = 1000)]
    public void The_index_understands_any_text_as_queries_do(string? text) => AssertUnderstood(text ?? "");

    [Theory]
    [InlineData("1969-12-31T23:59:59.9999999")]
    [InlineData("2025-12-01T06:58:19.")]
    [InlineData("2025-12-01T06:58:19.Z")]
    [InlineData("2025-12-01T06:58:19.12345678")]
    [InlineData("2025-12-01T06:58:19.123456789Z")]
    [InlineData("2025-12-01T06:58:19+14:01")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999")]
    [InlineData("2025-02-29T00:00:00")]
    [InlineData("2024-02-29T24:00:00")]
    [InlineData("2025-12-01")]
    [InlineData("2025-12-01T06:58")]
    [InlineData(" 2025-12-01T06:58:19")]
    [InlineData("2025-12-01T06:58:19z")]
    [InlineData("2025-12-01T06:58:19 +02:00")]
    public void The_index_understands_these_as_queries_do(string text) => AssertUnderstood(text);

    [Property(MaxTest = 150)]
    public void An_index_made_again_over_any_part_of_a_session_covers_the_same(PositiveInt[] lengths, PositiveInt split)
    {
        var path = _temp.File("session.jsonl");
        var text = new StringBuilder();
        for (var i = 0; i < lengths.Length; i++)
        {
            var filler = new string('x', lengths[i].Get % 50 == 0 ? 700_000 : lengths[i].Get % 3000);
            text.Append($$$"""{"Id":"m{{{i}}}","Timestamp":"2025-12-01T06:{{{i % 60:D2}}}:19Z","Message":"{{{filler}}}","Metadata":{"sequence":{{{i + 5}}}}}""").Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        File.WriteAllBytes(path, bytes);
        var lines = ChainCheck.LinesOf(bytes).ToList();
        var from = lines.Take(lines.Count == 0 ? 0 : split.Get % (lines.Count + 1)).Sum(line => line.Length + 1L);
        var skipped = lines.TakeWhile((_, i) => lines.Take(i + 1).Sum(line => line.Length + 1L) <= from).Count();

        using var chain = new Chain(new ChainHash(1, 2, 3, 4));
        var (end, next, times) = (from, skipped + 5L, EventTimes.None);
        foreach (var block in BlockScan.Blocks(path, from, bytes.Length, 5 + skipped, new ChainHash(1, 2, 3, 4), madeAt: 7))
        {
            var covered = bytes.AsSpan((int)block.Place, (int)block.Bytes);
            chain.Add(covered);
            Assert.Equal((end, next, covered.Count((byte)'\n')), (block.Place, block.FirstSequence, block.Lines));
            Assert.Equal(chain.Close(), block.Link);
            (end, next, times) = (block.End, next + block.Lines, times.With(block.Times));
        }

        Assert.Equal((bytes.Length, lines.Count + 5L), (end, next));
        Assert.Equal(
            lines.Skip(skipped).Aggregate(EventTimes.None, (all, line) => all.With(LineTime.Of(line))), times);
    }

    [Property]
    public void A_session_is_rolled_once_it_is_large_enough_or_a_time_of_day_has_passed(
        NonNegativeInt length, PositiveInt limit, NonNegativeInt timeOfDay, NonNegativeInt begun, NonNegativeInt later)
    {
        var time = new TimeOnly(timeOfDay.Get % 24, timeOfDay.Get % 60);
        var begunAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(begun.Get * 37L % 100_000);
        var now = begunAt.AddMinutes(later.Get * 13L % 5_000);
        // Looked for minute by minute, behind the beginning.
        var hasPassed = false;
        for (var at = begunAt.AddMinutes(1); at <= now && !hasPassed; at = at.AddMinutes(1))
            hasPassed = TimeOnly.FromDateTime(at.UtcDateTime) == time;

        Assert.Equal(length.Get > 0 && length.Get >= limit.Get, new RollPolicy(limit.Get, null).IsDue(length.Get, begunAt, now));
        Assert.Equal(length.Get > 0 && hasPassed, new RollPolicy(null, time).IsDue(length.Get, begunAt, now));
        Assert.Equal(
            length.Get > 0 && (hasPassed || length.Get >= limit.Get), new RollPolicy(limit.Get, time).IsDue(length.Get, begunAt, now));
        Assert.False(RollPolicy.Never.IsDue(length.Get, begunAt, now));
    }

    private static void AssertUnderstood(string text)
    {
        var expected = EventTime.TryParse(text, TimeSpan.Zero, out var moment)
            ? (moment.UtcTicks / 10) - (DateTimeOffset.UnixEpoch.Ticks / 10)
            : LineTime.Unknown;
        foreach (var line in new[] { $$"""{"Id":"a","Timestamp":{{Json(text)}}}""", $$"""{ "Timestamp" : {{Json(text)}}, "Id":"a"}""" })
            Assert.True(LineTime.Of(Encoding.UTF8.GetBytes(line)) == expected, $"{line}: {LineTime.Of(Encoding.UTF8.GetBytes(line))}, expected {expected}");
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
