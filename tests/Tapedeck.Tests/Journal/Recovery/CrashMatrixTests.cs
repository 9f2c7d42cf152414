using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Journal.Simulation;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal.Recovery;

/// <summary>
/// What a crash can leave of a journal of three blocks, byte by byte. Each time the next start has every durable event, once,
/// keeps what it cuts off, leaves a chain that somebody else can compute, and another start changes nothing.
/// </summary>
[Collection(Alone.Name)]
public sealed class CrashMatrixTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly byte[] _session;
    private readonly byte[] _index;
    private readonly int[] _ends;
    private int _case;

    public CrashMatrixTests()
    {
        var folder = new JournalFolder(_temp.File("made"));
        Directory.CreateDirectory(folder.Root);
        using var node = new SimulatedNode(new FaultyStorage(folder.Root), folder, DurabilityPolicy.Group, new ManualTime());
        Assert.True(node.TryOpen());
        var batches = new Batches(ActorRefs.Nobody);
        _ends = [.. Enumerable.Range(0, 3).Select(block =>
        {
            node.Take(batches.Of(Batches.Message($"m{block}")));
            Assert.NotNull(node.TryCommit());
            return (int)node.Durable.Offset;
        })];
        node.Dispose();
        (_session, _index) = (File.ReadAllBytes(folder.Session), File.ReadAllBytes(folder.Index));
        Assert.Equal(4 * IndexRecord.Size, _index.Length);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_session_cut_at_any_byte_of_its_last_block_before_it_was_indexed()
    {
        for (var length = _ends[1]; length <= _ends[2]; length++)
        {
            AssertRecovers(_session[..length], _index[..^IndexRecord.Size], durable: _ends[1]);
            // The record is half there: a page of the index got to the platter, and the session did not.
            if (length % 4 == 0)
                AssertRecovers(_session[..length], _index[..^(1 + (length % (IndexRecord.Size - 1)))], durable: _ends[1]);
        }
    }

    [Fact]
    public void A_session_that_lost_what_is_indexed_says_so_and_gives_no_number_again()
    {
        for (var length = _ends[1]; length < _ends[2]; length += 7)
        {
            var folder = AssertRecovers(_session[..length], _index, durable: _ends[1], last: 3);
            Assert.Equal("3-3", Assert.Single(RecoveryNote.OfLosses(folder)).Lost);
        }
    }

    [Fact]
    public void An_index_torn_at_any_byte_is_completed_from_the_session()
    {
        for (var length = 0; length <= _index.Length; length += length < 2 * IndexRecord.Size ? 16 : 1)
            AssertRecovers(_session, _index[..length], durable: _ends[2]);
    }

    [Fact]
    public void An_index_with_any_byte_changed_is_made_right_from_the_session()
    {
        for (var at = 0; at < _index.Length; at += 3)
        {
            var changed = _index.ToArray();
            changed[at] ^= (byte)(1 << (at % 8));
            AssertRecovers(_session, changed, durable: _ends[2]);
        }
    }

    [Fact]
    public void An_index_of_which_any_page_is_zero_is_made_right_from_the_session()
    {
        for (var record = 0; record < 4; record++)
        {
            var holed = _index.ToArray();
            holed.AsSpan(record * IndexRecord.Size, IndexRecord.Size).Clear();
            AssertRecovers(_session, holed, durable: _ends[2]);
            AssertRecovers(_session, [.. holed, .. new byte[4096]], durable: _ends[2]);
        }
    }

    [Fact]
    public void A_missing_index_is_made_again_from_the_session()
    {
        AssertRecovers(_session, null, durable: _ends[2]);
        AssertRecovers([.. _session, .. "{\"torn"u8], null, durable: _ends[2]);
    }

    [Fact]
    public void An_index_of_another_session_is_kept_and_made_anew()
    {
        var other = _session.ToArray();
        other.AsSpan().Replace((byte)'h', (byte)'j');

        var folder = AssertRecovers(other, _index, durable: _ends[2]);

        Assert.Equal(_index, File.ReadAllBytes(Assert.Single(KeptNotes.Of(folder)).KeptIn));
    }

    [Fact]
    public void A_zero_filled_tail_with_and_without_lines_behind_it_is_kept_aside()
    {
        var line = _session[_ends[1].._ends[2]];
        foreach (var zeros in new[] { 1, 100, 4095, 4096, 70_000 })
        {
            AssertRecovers([.. _session, .. new byte[zeros]], _index, durable: _ends[2], exactly: true);
            AssertRecovers([.. _session, .. new byte[zeros], (byte)'\n'], _index, durable: _ends[2], exactly: true);
            AssertRecovers([.. _session, .. new byte[zeros], (byte)'\n', .. line], _index, durable: _ends[2], exactly: true);
            AssertRecovers([.. _session, .. line[..40], .. new byte[zeros], .. line[40..], .. line], _index, durable: _ends[2], exactly: true);
            AssertRecovers([.. _session, .. new byte[zeros]], null, durable: _ends[2], exactly: true);
            AssertRecovers([.. _session, .. new byte[zeros], (byte)'\n'], null, durable: _ends[2], exactly: true);
        }
    }

    [Fact]
    public void Without_an_index_a_bad_line_in_the_middle_is_damage_and_costs_nothing_behind_it()
    {
        byte[] damaged = [.. _session[.._ends[1]], .. "half a li\n"u8, .. _session[_ends[1]..]];

        var folder = Write(damaged, null);
        using (Open(folder, out var notes))
            Assert.Empty(notes);

        Assert.Equal(damaged, File.ReadAllBytes(folder.Session));
    }

    [Fact]
    public void Zero_bytes_in_the_deliveries_and_the_quarantine_are_kept_aside_too()
    {
        var folder = Write(_session, _index);
        byte[] good = [.. "{\"Reason\":\"x\"}\n"u8];
        byte[] left = [.. good, .. new byte[500], (byte)'\n'];
        File.WriteAllBytes(folder.Quarantine, left);
        File.WriteAllBytes(folder.Deliveries, left);

        using (Open(folder, out var notes))
            Assert.Equal(2, notes.Count);

        Assert.Equal(good, File.ReadAllBytes(folder.Quarantine));
        Assert.Equal(good, File.ReadAllBytes(folder.Deliveries));
        KeptNotes.AssertKept(folder, folder.Quarantine, left);
        KeptNotes.AssertKept(folder, folder.Deliveries, left);
    }

    /// <summary>Seeds of the power loss are tried one after the other, because what it leaves is chosen at random.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_roll_that_ended_at_any_step_is_finished_or_not_begun(bool isPowerLoss)
    {
        var steps = 0;
        for (var isOver = false; !isOver; steps++)
        {
            for (var seed = 0; seed < (isPowerLoss ? 6 : 1); seed++)
            {
                var folder = Write(_session, _index);
                var storage = new FaultyStorage(folder.Root);
                var node = new SimulatedNode(storage, folder, DurabilityPolicy.Group, new ManualTime());
                Assert.True(node.TryOpen());
                storage.Next = Faults.Once(Fault.Full(seed * 6), steps);
                isOver = node.TryRoll();
                storage.Next = Faults.None;
                if (isPowerLoss)
                    storage.Crash(new Random(seed));
                else
                    storage.Kill();
                node.Dispose();

                using (var next = new SimulatedNode(storage, folder, DurabilityPolicy.Group, new ManualTime()))
                {
                    Assert.True(next.TryOpen());
                    Assert.Equal(_session, ChainCheck.Prove(folder.Root));
                    Assert.Equal(3, next.LastSequence);
                    Assert.Equal(Directory.Exists(folder.Sessions) && Directory.EnumerateFiles(folder.Sessions).Any() ? 2 : 1, next.Durable.Session);
                    next.Take(new Batches(ActorRefs.Nobody).Of(Batches.Message("later")));
                    Assert.NotNull(next.TryCommit());
                    Assert.Equal(4, ChainCheck.LinesOf(ChainCheck.Prove(folder.Root)).Count());
                }
            }
        }

        Assert.InRange(steps, 8, 40);
    }

    private JournalFolder AssertRecovers(
        byte[] session, byte[]? index, int durable, long? last = null, bool exactly = false)
    {
        var folder = Write(session, index);
        var before = DurableEnd.Of(folder);
        long sequence;
        using (var opened = Open(folder, out _))
            sequence = opened.LastSequence;
        var recovered = ChainCheck.Prove(folder.Root);

        Assert.True(recovered.AsSpan().StartsWith(_session.AsSpan(0, Math.Min(durable, recovered.Length))) || session != _session);
        Assert.InRange(recovered.Length, durable, exactly ? durable : session.Length);
        Assert.Equal(last ?? ChainCheck.LinesOf(recovered).Count(), sequence);
        Assert.InRange(before.Offset, 0, recovered.Length);
        KeptNotes.AssertKept(folder, folder.Session, session);

        var made = File.ReadAllBytes(folder.Index);
        using (var again = Open(folder, out var notes))
        {
            Assert.Empty(notes);
            Assert.Equal(sequence, again.LastSequence);
        }

        Assert.Equal(recovered, File.ReadAllBytes(folder.Session));
        Assert.Equal(made, File.ReadAllBytes(folder.Index));
        return folder;
    }

    private static OpenJournal Open(JournalFolder folder, out IReadOnlyList<RecoveryNote> notes)
    {
        var journal = JournalRecovery.Open(new FaultyStorage(folder.Root), folder, new ManualTime().GetUtcNow());
        notes = journal.Notes;
        return journal;
    }

    private JournalFolder Write(byte[] session, byte[]? index)
    {
        var folder = new JournalFolder(_temp.File($"case-{_case++}"));
        Directory.CreateDirectory(folder.Root);
        File.WriteAllBytes(folder.Session, session);
        if (index is not null)
            File.WriteAllBytes(folder.Index, index);
        return folder;
    }
}
