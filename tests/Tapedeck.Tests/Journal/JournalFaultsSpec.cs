using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Actors;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;
using static Tapedeck.Journal.JournalProtocol;

namespace Tapedeck.Tests.Journal;

/// <summary>
/// The journal on a disk that fails. Invariants of every spec: nothing is acknowledged or published before it is on the
/// platter; in the end every batch is acknowledged once, every line is there once, in order and without a gap.
/// </summary>
public sealed class JournalFaultsSpec : VirtualTimeSpec
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;
    private readonly FaultyStorage _storage;
    private readonly Batches _batches;
    private readonly TestProbe _published;
    private long _sent;
    private long _rounds;

    public JournalFaultsSpec()
    {
        _folder = new JournalFolder(_temp.File("logs"));
        Directory.CreateDirectory(_folder.Root);
        _storage = new FaultyStorage(_folder.Root);
        _batches = new Batches(TestActor);
        _published = CreateTestProbe();
        Sys.EventStream.Subscribe(_published.Ref, typeof(BlockCommitted));
    }

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { true, false }, { false, true } };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _temp.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_disk_that_is_full_at_any_byte_of_a_block_costs_nothing(bool each)
    {
        var journal = Opened(each ? DurabilityPolicy.Each : DurabilityPolicy.Group);
        for (long bytes = 0; ; bytes += 89)
        {
            if (!Round(journal, Faults.FullAfter(bytes, once: true)))
                break;
        }

        AssertAllThere(journal, atLeast: 15);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whatever_the_disk_fails_at_costs_nothing(bool each, bool rolls)
    {
        var journal = Opened(each ? DurabilityPolicy.Each : DurabilityPolicy.Group, rolls ? new RollPolicy(1, null) : RollPolicy.Never);
        for (var number = 0; Round(journal, Faults.Once(Fault.Broken, number)); number++)
        {
        }

        AssertAllThere(journal, atLeast: rolls ? 20 : 8);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Two_failures_one_behind_the_other_cost_nothing(bool each, bool rolls)
    {
        var journal = Opened(each ? DurabilityPolicy.Each : DurabilityPolicy.Group, rolls ? new RollPolicy(1, null) : RollPolicy.Never);
        for (var number = 0; number < 15; number++)
        {
            var (first, second) = (Faults.Once(Fault.Full(7), number / 3), Faults.Once(Fault.Broken, (number / 3) + 1 + (number % 3 * 4)));
            Round(journal, request => first(request) ?? second(request));
        }

        AssertAllThere(journal, atLeast: 15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(127)]
    public void A_disk_that_takes_a_few_bytes_at_a_time_is_written_on_without_a_failure(int bytes)
    {
        var journal = Opened(DurabilityPolicy.Group);

        Round(journal, Faults.ShortWrites(bytes));

        AssertAllThere(journal, atLeast: 1);
    }

    [Theory]
    [InlineData("current_session.jsonl", "Write")]
    [InlineData("current_session.jsonl", "Flush")]
    [InlineData("current_session.index", "Write")]
    [InlineData("deliveries.jsonl", "Write")]
    [InlineData("deliveries.jsonl", "Flush")]
    [InlineData("quarantine.jsonl", "Write")]
    [InlineData("quarantine.jsonl", "Flush")]
    public void While_it_fails_nothing_is_told_and_the_status_names_the_path_and_the_bytes(string file, string operation)
    {
        var journal = Opened(DurabilityPolicy.Group);
        Round(journal, Faults.None);
        _published.ExpectMsg<BlockCommitted>(Patience);
        var end = DurableEnd.Of(_folder);
        _storage.Next = Faults.Each(Fault.Full(), request => request.Is(Enum.Parse<DiskOperation>(operation), file));

        Send(journal);
        AwaitAssert(() =>
        {
            var error = Status(journal).Error;
            Assert.Contains(Path.Combine(_folder.Root, file), error, StringComparison.Ordinal);
            Assert.Contains("bytes", error, StringComparison.Ordinal);
            Assert.Contains("No space left", error, StringComparison.Ordinal);
        }, Patience);
        for (var retry = 0; retry < 4; retry++)
        {
            Time.Advance(LongestPause);
            Assert.Equal(1, Status(journal).Counts.Blocks);
        }

        Assert.False(HasMessages);
        Assert.False(_published.HasMessages);
        if (file.StartsWith("current", StringComparison.Ordinal) || file.StartsWith("quarantine", StringComparison.Ordinal))
            Assert.Equal(end, DurableEnd.Of(_folder));

        _storage.Next = Faults.None;
        Assert.Equal(4, AwaitDurable().Acknowledgements.Count);
        Assert.Null(Status(journal).Error);
        Assert.Null(ReceiveOne(Moment));
    }

    [Fact]
    public void What_comes_while_the_files_cannot_be_opened_is_written_once_they_can()
    {
        var journal = Opened(DurabilityPolicy.Group);
        _storage.Next = request => request.Operation is DiskOperation.Open or DiskOperation.Flush ? Fault.Broken : null;
        for (var i = 0; i < 5; i++)
            Send(journal);
        AwaitAssert(() =>
        {
            Time.Advance(LongestPause);
            Assert.Contains("cannot record into", Status(journal).Error, StringComparison.Ordinal);
        }, Patience);

        _storage.Next = Faults.None;
        for (var i = 0; i < 5; i++)
            AwaitDurable();

        AssertAllThere(journal, atLeast: 5);
    }

    /// <summary>Records a batch on a disk that fails like this. Returns whether it failed at all.</summary>
    private bool Round(IActorRef journal, Func<DiskRequest, Fault?> faults)
    {
        var before = _storage.Failed;
        _storage.Next = faults;
        Send(journal);
        var durable = AwaitDurable();
        Assert.Equal(
            [AcknowledgementKind.Stored, AcknowledgementKind.Rejected, AcknowledgementKind.Stored, AcknowledgementKind.Stored],
            durable.Acknowledgements.Select(answer => answer.Kind));
        AwaitAssert(() =>
        {
            Time.Advance(LongestPause); // a roll may have failed behind the acknowledgement
            Assert.Null(Status(journal).Error);
        }, Patience);
        var failed = _storage.Failed > before;
        _storage.Next = Faults.None;
        return failed;
    }

    /// <summary>Two events, a frame that is no message, and another observation of the first event.</summary>
    private void Send(IActorRef journal)
    {
        var round = _rounds++;
        journal.Tell(_batches.Of(
            "agent/1",
            [
                (++_sent, Batches.Message($"first-{round}")), (++_sent, "garbage"), (++_sent, Batches.Message($"first-{round}")),
                (++_sent, Batches.Message($"second-{round}")),
            ]));
    }

    /// <summary>Lets time pass until a batch is acknowledged, and proves that it is on the platter.</summary>
    private IngestProtocol.BatchDurable AwaitDurable()
    {
        for (var i = 0; i < 1000; i++)
        {
            if (ReceiveOne(Moment) is IngestProtocol.BatchDurable durable)
            {
                // A session may be rolled at this moment. What is not durable stays so: time stands still.
                foreach (var answer in durable.Acknowledgements)
                {
                    AwaitAssert(() => Assert.True(
                        IsOnPlatter(answer), $"{answer.Number} is acknowledged and not durable\n{_storage.Trace}"));
                }

                return durable;
            }

            Time.Advance(LongestPause);
        }

        throw new TimeoutException($"nothing was acknowledged\n{_storage.Trace}");
    }

    /// <summary>Whether a file has the record of this number, and all before it, on the platter.</summary>
    private bool IsOnPlatter(Acknowledgement answer)
    {
        string[] marks = [$"\"producer_sequence\":{answer.Number},", $"\"ProducerSequence\":{answer.Number},"];
        IEnumerable<string> files = [_folder.Deliveries, _folder.Quarantine, .. SessionFile.All(_folder).Select(session => session.Path)];
        foreach (var path in files)
        {
            var text = File.ReadAllText(path);
            foreach (var mark in marks)
            {
                if (text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
                    return _storage.IsDurable(path, text.IndexOf('\n', at) + 1);
            }
        }

        return false;
    }

    private void AssertAllThere(IActorRef journal, int atLeast)
    {
        Assert.InRange(_rounds, atLeast, long.MaxValue);
        Assert.Null(ReceiveOne(Moment));
        var status = Status(journal);
        Assert.Equal((2 * _rounds, _rounds, _rounds), (status.Counts.Events, status.Counts.Deliveries, status.Counts.Quarantined));
        var lines = ChainCheck.LinesOf(ChainCheck.Prove(_folder.Root)).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(
            Enumerable.Range(0, (int)_rounds).SelectMany(round => new[] { $"first-{round}", $"second-{round}" }),
            lines.Select(line => line.GetProperty("Id").GetString()));
        Assert.Equal(
            Enumerable.Range(0, (int)_rounds).Select(round => (4L * round) + 3),
            File.ReadLines(_folder.Deliveries).Select(line => JsonElement.Parse(line).GetProperty("ProducerSequence").GetInt64()));
        Assert.Equal(
            Enumerable.Range(0, (int)_rounds).Select(round => (4L * round) + 2),
            File.ReadLines(_folder.Quarantine).Select(line => JsonElement.Parse(line).GetProperty("ProducerSequence").GetInt64()));
        for (long next = 1; next <= 2 * _rounds;)
        {
            var block = _published.ExpectMsg<BlockCommitted>(Patience);
            Assert.Equal(next, block.FirstSequence);
            next = block.LastSequence + 1;
        }

        Assert.False(Directory.Exists(_folder.Recovery));
    }

    private JournalSnapshot Status(IActorRef journal)
    {
        var probe = CreateTestProbe();
        journal.Tell(GetJournalStatus.Instance, probe.Ref);
        return probe.ExpectMsg<JournalSnapshot>(Patience);
    }

    private IActorRef Opened(DurabilityPolicy durability, RollPolicy roll = default)
    {
        var settings = new JournalSettings(_folder, 1000, durability, roll, _storage);
        var time = new ManualTime();
        var journal = Sys.ActorOf(Props.Create(() => new JournalActor(settings, time, NullLogger.Instance)));
        journal.Tell(JournalProtocol.Open.Instance, TestActor);
        ExpectMsg<JournalOpened>(Patience);
        return journal;
    }
}
