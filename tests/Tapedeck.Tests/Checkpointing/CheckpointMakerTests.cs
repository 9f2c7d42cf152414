using System.Security.Cryptography;
using Tapedeck.Checkpointing;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Verification;
using Tapedeck.Parquet;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Journal.Storage;
using static Tapedeck.Tests.Support.CheckpointedEvents;

namespace Tapedeck.Tests.Checkpointing;

/// <summary>Invariant: every event up to the last checkpoint is in exactly one, as it stands in the journal.</summary>
public sealed class CheckpointMakerTests : IDisposable
{
    private readonly RecordedJournal _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void A_checkpoint_has_the_events_since_the_one_before_it()
    {
        _journal.Commit(2);
        var first = Assert.Single(_journal.Checkpoint("first"));
        _journal.Commit(3);
        _journal.Roll();
        _journal.Commit(1);
        var second = Assert.Single(_journal.Checkpoint("second"));

        Assert.Equal((1L, 2L, 2L), (first.FirstSequence, first.LastSequence, first.MessageCount));
        Assert.Equal((3L, 6L, 4L), (second.FirstSequence, second.LastSequence, second.MessageCount));
        Assert.Equal(("2026-11-22T09:00:03.000000Z", "2026-11-22T09:00:06.000000Z"), (second.FirstTimestamp, second.LastTimestamp));
        Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
    }

    [Fact]
    public void Its_name_says_when_and_why_it_was_made()
    {
        _journal.Commit(1);

        var made = Assert.Single(_journal.Checkpoint("before-release"));

        Assert.Equal($"{made.Timestamp:yyyy-MM-dd'T'HH-mm-ss'Z'}_before-release_{made.Timestamp.ToUnixTimeSeconds()}", made.CheckpointId);
    }

    [Fact]
    public void Its_hash_is_that_of_the_journals_bytes_and_its_chain_head_the_journals()
    {
        _journal.Commit(2);
        _journal.Commit(2);

        var made = Assert.Single(_journal.Checkpoint());

        var bytes = File.ReadAllBytes(_journal.Folder.Session);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), made.Sha256);
        Assert.Equal(bytes.Length, made.SizeBytes);
        using var index = IndexReader.TryOpen(_journal.Folder.Index)!;
        Assert.True(index.TryReadLast(out var last));
        Assert.Equal(last.Link.ToString(), made.ChainHead);
        Assert.Equal(CheckpointFile.LengthOf(made), new FileInfo(PathOf(made.CheckpointId)).Length);
    }

    [Fact]
    public void Without_new_events_none_is_made()
    {
        Assert.Empty(_journal.Checkpoint());
        Assert.Empty(Directory.Exists(_journal.Folder.Checkpoints) ? Directory.GetFiles(_journal.Folder.Checkpoints) : []);
        _journal.Commit(1);
        Assert.Single(_journal.Checkpoint());
        Assert.Empty(_journal.Checkpoint());
    }

    [Fact]
    public void Nobody_can_write_to_it_and_none_is_written_over()
    {
        _journal.Commit(1);
        var maker = _journal.Maker();
        var first = Assert.Single(maker.Make("same", DurableEnd.Of(_journal.Folder), DiskPace.Full, CancellationToken.None));
        _journal.Commit(1);
        var second = Assert.Single(maker.Make("same", DurableEnd.Of(_journal.Folder), DiskPace.Full, CancellationToken.None));

        Assert.NotEqual(first.CheckpointId, second.CheckpointId);
        Assert.True(new FileInfo(PathOf(first.CheckpointId)).IsReadOnly);
        Assert.Equal(2, maker.All.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_manifest_has_one_line_for_each_with_the_hash_of_its_twin(bool isLate)
    {
        var maker = _journal.Maker(hasTwins: !isLate);
        for (var i = 0; i < 3; i++)
        {
            _journal.Commit(1);
            var made = Assert.Single(maker.Make("auto", DurableEnd.Of(_journal.Folder), DiskPace.Full, CancellationToken.None));
            maker.MakeTwin(made, ParquetCompression.Gzip, TimeSpan.Zero, DiskPace.Full, CancellationToken.None);
        }

        var read = CheckpointManifest.Read(_journal.Folder);
        Assert.True(read.IsWritten);
        Assert.Equal(3, File.ReadAllLines(_journal.Folder.Manifest).Length);
        Assert.All(read.All, one => Assert.Equal(
            one.ParquetSha256, CheckpointCheck.Sha256Of(CheckpointFile.ParquetPathOf(_journal.Folder, one.CheckpointId))));
    }

    [Fact]
    public void A_lost_manifest_is_made_again_from_the_files()
    {
        _journal.Commit(1);
        _journal.Checkpoint();
        _journal.Commit(1);
        _journal.Checkpoint();
        var manifest = File.ReadAllText(_journal.Folder.Manifest);
        File.Delete(_journal.Folder.Manifest);

        Assert.Equal(2, _journal.Maker().All.Count);
        Assert.Equal(manifest, File.ReadAllText(_journal.Folder.Manifest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json\n")]
    [InlineData("{\"checkpoint_id\":\"half")]
    public void A_damaged_manifest_is_made_again_from_the_files(string text)
    {
        _journal.Commit(1);
        _journal.Checkpoint();
        var manifest = File.ReadAllText(_journal.Folder.Manifest);
        File.WriteAllText(_journal.Folder.Manifest, text);

        Assert.Single(_journal.Maker().All);
        Assert.Equal(manifest, File.ReadAllText(_journal.Folder.Manifest));
    }

    [Fact]
    public void A_boundary_that_is_none_of_a_block_any_more_stays_one()
    {
        _journal.Commit(2);
        _journal.Commit(2);
        _journal.Checkpoint();
        _journal.Commit(2);
        _journal.Close();
        File.Delete(_journal.Folder.Index); // made again in one block
        _journal.Reopen();

        var made = Assert.Single(_journal.Checkpoint());

        Assert.Equal((5L, 6L), (made.FirstSequence, made.LastSequence));
        Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
        Assert.Empty(Verify());
    }

    [Fact]
    public void Events_of_a_session_that_was_deleted_keep_their_numbers()
    {
        _journal.Commit(4);
        _journal.Checkpoint();
        _journal.Close();
        File.Delete(_journal.Folder.Session);
        File.Delete(_journal.Folder.Index);

        Assert.Contains(Verify(), finding => finding.Sequences == "1-4");
        var note = Assert.Single(_journal.Reopen());
        Assert.Equal("1-4", note.Lost);
        _journal.Commit(1);
        var made = Assert.Single(_journal.Checkpoint());

        Assert.Equal((5L, 5L), (made.FirstSequence, made.LastSequence));
        _journal.Close();
        Assert.Empty(Verify());
    }

    [Fact]
    public void Where_the_disk_is_nearly_full_none_is_begun_that_takes_the_captures_room()
    {
        var reserve = new DiskReserve(_journal.Folder.Root);

        var failure = Assert.Throws<IOException>(() => reserve.Check(long.MaxValue / 2));

        Assert.Contains(_journal.Folder.Root, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DiskOperation.Open)]
    [InlineData(DiskOperation.Write)]
    [InlineData(DiskOperation.Flush)]
    [InlineData(DiskOperation.Move)]
    [InlineData(DiskOperation.CreateFolder)]
    [InlineData(DiskOperation.FlushFolder)]
    [InlineData(DiskOperation.SetLength)]
    internal void A_fault_of_the_disk_leaves_no_half_file_and_the_next_attempt_makes_it(DiskOperation operation)
    {
        _journal.Commit(3);
        for (var number = 0; ; number++)
        {
            var storage = new FaultyStorage(_journal.Folder.Root);
            var maker = _journal.Maker(storage);
            storage.Next = Faults.Once(Fault.Full(), number, request => request.Operation == operation);
            try
            {
                maker.Make("auto", DurableEnd.Of(_journal.Folder), DiskPace.Full, CancellationToken.None);
            }
            catch (IOException)
            {
                // The fault that was asked for.
            }

            if (storage.Failed == 0)
                break;
            storage.Next = Faults.None;
            _journal.Maker(storage).Make("auto", DurableEnd.Of(_journal.Folder), DiskPace.Full, CancellationToken.None);
            Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
            Assert.Empty(Directory.EnumerateFiles(_journal.Folder.Checkpoints, "*" + CheckpointFile.PartialSuffix));
            Assert.Empty(Verify());
            storage.Kill();
            _journal.Commit(1);
        }
    }

    private List<Finding> Verify() => [.. JournalVerification.Run(_journal.Folder, TimeProvider.System).Findings];

    private string PathOf(string id) => CheckpointFile.PathOf(_journal.Folder, id);
}
