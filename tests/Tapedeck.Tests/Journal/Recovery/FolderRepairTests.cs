using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;
using Tapedeck.Journal;
using Tapedeck.Tests.Support;
using Xunit.Abstractions;

namespace Tapedeck.Tests.Journal.Recovery;

[Collection(Alone.Name)]
public sealed class FolderRepairTests(ITestOutputHelper output) : IDisposable
{
    private readonly RecordedJournal _journal = RecordedJournal.OfFourSessions();

    public static TheoryData<string> Kinds => Damage.All;

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void A_journal_that_is_right_is_left_as_it_is()
    {
        var before = _journal.Files();

        Assert.Empty(Repair());

        AssertSame(before, _journal.Files());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_damaged_is_right_afterwards_and_every_byte_is_kept(string kind)
    {
        Damage.Do(kind, _journal);
        var damaged = _journal.Files();

        var findings = Repair();

        foreach (var finding in findings)
            output.WriteLine($"{finding}");
        Assert.NotEmpty(findings);
        AssertProved();
        AssertNothingLost(damaged);
        var repaired = _journal.Files();
        Assert.Empty(Repair());
        AssertSame(repaired, _journal.Files());
    }

    [Theory]
    [InlineData("flipped syntax")]
    [InlineData("flipped sequence")]
    [InlineData("flipped text, current")]
    [InlineData("flipped record, current")]
    [InlineData("zero page in the middle, current")]
    [InlineData("deleted session, middle")]
    [InlineData("renamed session")]
    [InlineData("swapped sessions")]
    [InlineData("missing index")]
    [InlineData("truncated session")]
    [InlineData("torn tail")]
    [InlineData("bad delivery")]
    public void Killed_at_any_operation_it_can_be_begun_again_and_loses_no_byte(string kind)
    {
        Damage.Do(kind, _journal);
        var damaged = _journal.Files();
        Repair();
        var expected = Lines();
        for (var operations = 1; ; operations++)
        {
            _journal.Restore(damaged);
            var storage = new KilledStorage(operations);
            try
            {
                FolderRepair.Run(storage, _journal.Folder, _journal.Later());
            }
            catch (Exception killed) when (killed is IOException or JournalFolderException)
            {
                Assert.True(storage.IsKilled, killed.ToString());
            }

            AssertNothingLost(damaged);
            Repair();
            AssertProved();
            AssertNothingLost(damaged);
            Assert.Equal(expected, Lines());
            if (!storage.IsKilled)
                break;
        }
    }

    [Theory]
    [InlineData("flipped text", 24)]
    [InlineData("flipped syntax", 23)]
    [InlineData("flipped sequence", 23)]
    [InlineData("swapped lines", 23)]
    [InlineData("doubled line", 24)]
    [InlineData("inserted empty line", 24)]
    [InlineData("inserted foreign line", 24)]
    [InlineData("deleted session, middle", 18)]
    [InlineData("renamed session", 24)]
    [InlineData("swapped sessions", 24)]
    [InlineData("swapped lines of sessions", 24)]
    [InlineData("swapped indexes", 24)]
    [InlineData("all indexes missing", 24)]
    [InlineData("zero page in the middle", 21)]
    public void Only_what_is_damaged_goes(string kind, long events)
    {
        Damage.Do(kind, _journal);

        Repair();

        Assert.Equal(events, Verify().Events);
    }

    [Theory]
    [InlineData("renamed session", false)]
    [InlineData("swapped sessions", false)]
    [InlineData("swapped indexes", false)]
    [InlineData("no closing record", false)]
    [InlineData("torn tail", true)]
    [InlineData("missing index", true)]
    [InlineData("flipped text", true)]
    [InlineData("deleted session, first", true)]
    public void It_says_whether_anything_is_lost(string kind, bool isLoss)
    {
        Damage.Do(kind, _journal);

        Assert.Equal(isLoss, Repair().Any(finding => finding.IsLoss));
    }

    [Fact]
    public void Numbering_goes_on_behind_what_is_lost_at_the_next_start_and_the_one_after()
    {
        Damage.Do("truncated current session", _journal);
        Repair();
        _journal.Reopen();
        _journal.Close();
        _journal.Reopen();
        _journal.Commit(1);
        _journal.Close();

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal(25, report.LastSequence);
    }

    [Fact]
    public void A_bit_flipped_at_any_byte_is_set_right()
    {
        var whole = _journal.Files();
        foreach (var (name, bytes) in whole.Where(file => file.Key.StartsWith("sessions/000002", StringComparison.Ordinal)
            || file.Key.StartsWith("current", StringComparison.Ordinal)))
        {
            for (var at = 0; at < bytes.Length; at += 23)
            {
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << (at % 8));
                File.WriteAllBytes(Path.Combine(_journal.Folder.Root, name), flipped);
                Repair();
                var report = Verify();
                Assert.True(report.FindingsCount == 0, $"{name}, byte {at}: {string.Join("; ", report.Findings)}");
                Assert.True(report.Events >= 22, $"{name}, byte {at}: {report.Events} events are left");
                _journal.Restore(whole);
            }
        }
    }

    private IReadOnlyList<RepairFinding> Repair() =>
        FolderRepair.Run(DiskStorage.Instance, _journal.Folder, _journal.Later());

    private VerificationReport Verify() => JournalVerification.Run(_journal.Folder, TimeProvider.System);

    private void AssertProved()
    {
        var report = Verify();
        Assert.True(report.FindingsCount == 0, string.Join("\n", report.Findings));
    }

    private SortedDictionary<string, string> Lines() => new(
        _journal.Files().Where(file => file.Key.EndsWith(".jsonl", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => Convert.ToBase64String(file.Value)), StringComparer.Ordinal);

    private static void AssertSame(SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after)
    {
        Assert.Equal(before.Keys, after.Keys);
        foreach (var (name, bytes) in before)
            Assert.True(bytes.AsSpan().SequenceEqual(after[name]), name);
    }

    /// <summary>Each line, and each index as a whole, is in some file of the folder.</summary>
    private void AssertNothingLost(SortedDictionary<string, byte[]> damaged)
    {
        var there = _journal.Files().Values.ToList();
        foreach (var (name, bytes) in damaged.Where(file => !file.Key.EndsWith(".json", StringComparison.Ordinal)))
        {
            if (there.Any(file => file.AsSpan().SequenceEqual(bytes)))
                continue;
            // Blocks that are added to an index leave what is there.
            if (name.EndsWith(".index", StringComparison.Ordinal))
            {
                var records = bytes.AsSpan(0, bytes.Length / 128 * 128).ToArray();
                Assert.True(there.Any(file => file.AsSpan().StartsWith(records)), name);
                continue;
            }

            for (var rest = bytes.AsSpan(); rest.Length > 0;)
            {
                var length = rest.IndexOf((byte)'\n') + 1;
                var line = rest[..(length == 0 ? rest.Length : length)].ToArray();
                Assert.True(there.Any(file => file.AsSpan().IndexOf(line) >= 0), name);
                rest = rest[line.Length..];
            }
        }
    }
}
