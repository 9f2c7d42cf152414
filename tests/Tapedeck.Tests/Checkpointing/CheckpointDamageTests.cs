using System.Security.Cryptography;
using System.Text;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;
using Tapedeck.Parquet;
using Tapedeck.Tests.Journal;
using static Tapedeck.Tests.Support.CheckpointedEvents;

namespace Tapedeck.Tests.Checkpointing;

/// <summary>Invariants: verify names what is damaged; recover keeps it and makes it again; after it verify finds nothing.</summary>
public sealed class CheckpointDamageTests : IDisposable
{
    private readonly RecordedJournal _journal = new();
    private readonly List<CheckpointFacts> _made = [];

    public CheckpointDamageTests()
    {
        for (var i = 0; i < 3; i++)
        {
            _journal.Commit(2);
            _made.AddRange(_journal.Checkpoint());
            _journal.Maker().MakeTwin(_made[^1], ParquetCompression.Gzip, TimeSpan.Zero, DiskPace.Full, CancellationToken.None);
        }

        _journal.Close();
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void What_is_right_has_no_finding_and_recover_changes_nothing()
    {
        Assert.Empty(Verify());
        Assert.Empty(Recover());
        var report = JournalVerification.Run(_journal.Folder, TimeProvider.System);
        Assert.Equal((3L, 3L), (report.Checkpoints, report.ParquetTwins));
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_checkpoint_is_found_and_set_right()
    {
        var files = _journal.Files();
        var path = PathOf(1);
        var length = new FileInfo(path).Length;
        for (long at = 0; at < length; at += 97)
        {
            Flip(path, at);

            var finding = Assert.Single(Verify(), finding => finding.File.EndsWith(".json", StringComparison.Ordinal));
            Assert.Contains(Path.GetFileName(path), finding.File, StringComparison.Ordinal);
            Assert.Contains(Recover(), repaired => repaired.KeptIn is not null);
            Assert.Empty(Verify());
            Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
            _journal.Restore(files);
        }
    }

    [Fact]
    public void A_damaged_twin_is_found_kept_and_left_to_be_made_again()
    {
        var path = CheckpointFile.ParquetPathOf(_journal.Folder, _made[1].CheckpointId);
        Flip(path, new FileInfo(path).Length / 2);

        Assert.Equal(Path.GetRelativePath(_journal.Folder.Root, path), Assert.Single(Verify()).File);
        Assert.False(Assert.Single(Recover()).IsLoss);
        Assert.Empty(Verify());
        Assert.Equal(_made[1].CheckpointId, Assert.Single(CheckpointTwin.Missing(_journal.Folder, _made)).CheckpointId);
    }

    [Fact]
    public void Without_the_manifest_a_twin_is_proved_by_its_rows()
    {
        File.Delete(_journal.Folder.Manifest);
        _journal.Maker();
        Assert.Empty(Verify());

        // One that is whole and has other rows.
        var (path, other) = (
            CheckpointFile.ParquetPathOf(_journal.Folder, _made[1].CheckpointId),
            CheckpointFile.ParquetPathOf(_journal.Folder, _made[0].CheckpointId));
        File.Copy(other, path, overwrite: true);
        Assert.Contains("SHA-256", Assert.Single(Verify()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_checkpoint_is_found_and_made_again()
    {
        File.Delete(PathOf(1));

        Assert.Equal("3-4", Assert.Single(Verify()).Sequences);
        Recover();
        Assert.Empty(Verify());
        Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
    }

    [Fact]
    public void Without_the_manifest_a_missing_one_is_a_hole_that_is_found_and_filled()
    {
        File.Delete(PathOf(1));
        File.Delete(_journal.Folder.Manifest);

        Assert.Contains(Verify(), finding => finding.Sequences == "3-4" && finding.What.Contains("in no checkpoint", StringComparison.Ordinal));
        Recover();
        Assert.Empty(Verify());
        Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
    }

    [Fact]
    public void A_copy_under_another_name_is_found_and_set_aside()
    {
        File.Copy(PathOf(1), Path.Combine(_journal.Folder.Checkpoints, "copy.json"));

        Assert.Contains("under another name", Assert.Single(Verify()).What, StringComparison.Ordinal);
        Recover();
        Assert.Empty(Verify());
    }

    [Fact]
    public void Events_that_are_in_two_checkpoints_are_found_and_the_later_one_is_set_aside()
    {
        var twice = _made[1] with { CheckpointId = "again" };
        var bytes = File.ReadAllBytes(PathOf(1));
        CheckpointFile.Header(twice).CopyTo(bytes, 0);
        File.WriteAllBytes(Path.Combine(_journal.Folder.Checkpoints, "again.json"), bytes);
        File.Delete(_journal.Folder.Manifest);

        Assert.Contains(Verify(), finding => finding.What.Contains("in another checkpoint too", StringComparison.Ordinal));
        Recover();
        Assert.Empty(Verify());
    }

    [Fact]
    public void A_checkpoint_that_is_whole_and_not_what_the_journal_has_is_found()
    {
        // As if somebody had changed an event, and the hash with it.
        var path = PathOf(2);
        var text = File.ReadAllText(path).Replace("storage", "Storage", StringComparison.Ordinal);
        Flip(path, 0); // makes it writable
        File.WriteAllText(path, text);
        var lines = string.Concat(text.Split('\n')[2..^2].Select(line => line.TrimEnd(',') + "\n"));
        var forged = _made[2] with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))) };
        var bytes = File.ReadAllBytes(path);
        CheckpointFile.Header(forged).CopyTo(bytes, 0);
        File.WriteAllBytes(path, bytes);
        File.Delete(CheckpointFile.ParquetPathOf(_journal.Folder, forged.CheckpointId));
        File.Delete(_journal.Folder.Manifest);

        Assert.Contains(Verify(), finding => finding.What.Contains("not what the journal has", StringComparison.Ordinal));
        Recover();
        Assert.Empty(Verify());
        Assert.Equal(Lines(_journal.Folder)[..4], CheckpointedLines(_journal.Folder));
    }

    private static void Flip(string path, long at)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 1));
    }

    private List<Finding> Verify() => [.. JournalVerification.Run(_journal.Folder, TimeProvider.System).Findings];

    private IReadOnlyList<RepairFinding> Recover() => FolderRepair.Run(DiskStorage.Instance, _journal.Folder, _journal.Later());

    private string PathOf(int index) => CheckpointFile.PathOf(_journal.Folder, _made[index].CheckpointId);
}
