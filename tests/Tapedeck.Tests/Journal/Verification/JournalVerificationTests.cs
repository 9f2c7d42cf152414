using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Verification;
using Tapedeck.Tests.Support;
using Tapedeck.Tests.ZeroMQ.Closing;
using Xunit.Abstractions;

namespace Tapedeck.Tests.Journal.Verification;

[Collection(Alone.Name)]
public sealed class JournalVerificationTests(ITestOutputHelper output) : IDisposable
{
    private readonly RecordedJournal _journal = RecordedJournal.OfFourSessions();

    public static TheoryData<string> Kinds => Damage.All;

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void A_recorded_journal_is_proved_to_its_last_event_and_link()
    {
        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((4, 24, 24, 12), (report.Sessions, report.Events, report.LastSequence, report.Blocks));
        Assert.Equal((4, 4), (report.Deliveries, report.Quarantined));
        Assert.Equal(Head(), report.ChainHead);
        Assert.Equal(JournalBytes.Of(_journal.Folder), report.Bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damage_is_found(string kind)
    {
        Damage.Do(kind, _journal);

        var report = Verify();

        foreach (var finding in report.Findings)
            output.WriteLine(finding.ToString());
        Assert.NotEqual(0, report.FindingsCount);
    }

    [Fact]
    public void A_flipped_bit_is_found_and_told_once() => FlipBits(every: 7);

    [LongFact]
    public void A_flipped_bit_at_any_byte_is_found_and_told_once() => FlipBits(every: 1);

    private void FlipBits(int every)
    {
        var whole = _journal.Files();
        foreach (var (name, bytes) in whole)
        {
            for (var at = 0; at < bytes.Length; at += every)
            {
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << (at % 8));
                File.WriteAllBytes(Path.Combine(_journal.Folder.Root, name), flipped);
                var report = Verify();
                // A flip that makes a newline makes two bad lines of one.
                Assert.True(
                    report.FindingsCount is 1 || (report.FindingsCount == 2 && flipped[at] == '\n') || IsSideFile(name) && report.FindingsCount <= 1,
                    $"{name}, byte {at}: {report.FindingsCount} findings: {string.Join("; ", report.Findings)}");
            }

            File.WriteAllBytes(Path.Combine(_journal.Folder.Root, name), bytes);
        }
    }

    [Theory]
    [InlineData("flipped syntax", "line 1, byte 0", "sessions/000002")]
    [InlineData("flipped text", "line 1, byte 0", "content_hash")]
    [InlineData("flipped metadata", "events 7-8", "the block of")]
    [InlineData("flipped sequence", "line 1,", "its sequence is")]
    [InlineData("deleted line", "line 2,", "its sequence is 9, 8 comes next")]
    [InlineData("swapped lines", "line 1,", "its sequence is 8, 7 comes next")]
    [InlineData("inserted empty line", "line 4,", "an empty line")]
    [InlineData("deleted session, first", "session 1 is missing", "events 1-6")]
    [InlineData("deleted session, middle", "session 2 is missing", "events 7-12")]
    [InlineData("deleted session, last closed", "session 3 is missing", "events 13-18")]
    [InlineData("renamed session", "sessions/000009_2026-11-22T09-09-09Z.jsonl", "it is session 2")]
    [InlineData("missing index", "sessions/000002", "its index is missing")]
    [InlineData("truncated session", "sessions/000002", "its end is lost")]
    [InlineData("delivery of an event that is not there", "deliveries.jsonl, line 5", "event 999, the last one in the journal is 24")]
    public void The_first_finding_names_the_place(string kind, string place, string what)
    {
        Damage.Do(kind, _journal);

        var first = Verify().Findings[0].ToString();

        Assert.Contains(place, first, StringComparison.Ordinal);
        Assert.Contains(what, first, StringComparison.Ordinal);
        Assert.Contains(Finding.Recover, first, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_cut_at_any_byte_of_its_last_two_records_is_found()
    {
        foreach (var path in new[] { _journal.Closed[1].Index, _journal.Folder.Index })
        {
            var whole = File.ReadAllBytes(path);
            for (var length = whole.Length - (2 * IndexRecord.Size); length < whole.Length; length++)
            {
                File.WriteAllBytes(path, whole[..length]);
                var report = Verify();
                Assert.InRange(report.FindingsCount, 1, 2);
            }

            File.WriteAllBytes(path, whole);
        }
    }

    [Fact]
    public void Events_of_another_program_count_by_their_place()
    {
        using var foreign = new RecordedJournal();
        foreign.Close();
        File.WriteAllText(foreign.Folder.Session, "{\"Id\":\"a\"}\n{\"Id\":\"b\"}\n");
        File.Delete(foreign.Folder.Index);
        foreign.Reopen();
        foreign.Commit(2);
        foreign.Close();

        var report = JournalVerification.Run(foreign.Folder, TimeProvider.System);

        Assert.Empty(report.Findings);
        Assert.Equal((4, 4, 2), (report.Events, report.LastSequence, report.Unnumbered));
    }

    [Fact]
    public void Events_that_a_start_noted_as_lost_are_known_and_no_finding()
    {
        var bytes = File.ReadAllBytes(_journal.Folder.Session);
        File.WriteAllBytes(_journal.Folder.Session, bytes[..(Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1)]);
        Assert.NotEqual(0, Verify().FindingsCount);
        _journal.Reopen();
        _journal.Commit(2);
        _journal.Close();

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal(26, report.LastSequence);
        Assert.Equal((24, 24), Assert.Single(report.KnownLosses) is var loss ? (loss.FirstSequence, loss.LastSequence) : default);
    }

    [Fact]
    public void A_line_longer_than_every_buffer_is_a_line()
    {
        _journal.Reopen();
        _journal.Commit(1, text: new string('x', 9_000_000));
        _journal.Commit(1);
        _journal.Close();

        Assert.Empty(Verify().Findings);
    }

    private VerificationReport Verify() => JournalVerification.Run(_journal.Folder, TimeProvider.System);

    private string? Head()
    {
        using var index = IndexReader.TryOpen(_journal.Folder.Index);
        return index!.TryReadLast(out var last) ? last.Link.ToString() : null;
    }

    /// <summary>Files without a hash over them, where a changed letter within a text cannot be told.</summary>
    private static bool IsSideFile(string name) => name is "deliveries.jsonl" or "quarantine.jsonl" or "producers.json";
}
