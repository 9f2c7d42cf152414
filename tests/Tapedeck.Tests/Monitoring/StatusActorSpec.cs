using Tapedeck.Analytics;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Monitoring;

namespace Tapedeck.Tests.Monitoring;

public sealed class StatusActorSpec : TestKit
{
    [Fact]
    public void A_healthy_node_is_recording() => Assert.Equal("recording", Ask(null, null).State);

    [Fact]
    public void A_journal_that_cannot_write_stops_the_node_and_says_why()
    {
        var status = Ask("no space left", null);

        Assert.Equal(("stopped", "no space left"), (status.State, status.Reason));
    }

    [Fact]
    public void A_socket_that_is_not_bound_stops_the_node_and_says_why()
    {
        var status = Ask(null, "address already in use");

        Assert.Equal(("stopped", "address already in use"), (status.State, status.Reason));
    }

    private StatusSnapshot Ask(string? journalError, string? socketError)
    {
        var (journal, reader, checkpoints, reports) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe(), CreateTestProbe());
        IReadOnlyList<IActorRef> readers = [reader.Ref];
        var (journalRef, checkpointsRef, reportsRef) = (journal.Ref, checkpoints.Ref, reports.Ref);
        var actor = Sys.ActorOf(Props.Create(() => new StatusActor("alpha", journalRef, readers, checkpointsRef, null, reportsRef, null, true, TimeProvider.System)));

        actor.Tell(NodeProtocol.GetStatus.Instance, TestActor);
        journal.ExpectMsg<JournalProtocol.GetJournalStatus>();
        journal.Reply(new JournalProtocol.JournalSnapshot(
            "session", 7, new JournalPosition(2, 100), "abc", "group",
            new JournalCounts
            {
                Events = 7, Quarantined = 1, UnknownSpeakers = 2, EmptyTexts = 3, Deliveries = 5, MaskedApiKeys = 6,
                MaskedBearerTokens = 7, MaskedPrivateKeys = 8, MaskedEmails = 9,
            },
            null, 2, [new JournalProtocol.ProducerGaps("agent", 9, 2, "3-4")], journalError));
        reader.ExpectMsg<IngestProtocol.GetReaderStatus>();
        reader.Reply(new IngestProtocol.ReaderSnapshot("push", "tcp://127.0.0.1:1", 8, 900, 10, 20, 3, 4, socketError));
        checkpoints.ExpectMsg<CheckpointProtocol.GetCheckpointsStatus>();
        var made = new CheckpointsStatus(3, null, 4, null, 1, "no space left");
        checkpoints.Reply(made);
        reports.ExpectMsg<ReportScheduleProtocol.GetReportsStatus>();
        var reported = new ReportsStatus("/reports/last", DateTimeOffset.UnixEpoch, null, "no space left");
        reports.Reply(reported);

        var status = ExpectMsg<StatusSnapshot>();
        Assert.Equal("alpha", status.Node);
        Assert.Equal((7L, 1L, 2L, 3L), (
            status.Journal.Events, status.Journal.Quarantined, status.Journal.UnknownSpeakers, status.Journal.EmptyTexts));
        Assert.Equal((made, reported), (status.Checkpoints, status.Reports));
        Assert.Equal(5, status.Journal.Deliveries);
        Assert.Equal((2L, 100L, "group", "abc"), (
            status.Journal.SessionNumber, status.Journal.Bytes, status.Journal.Durability, status.Journal.ChainHead));
        Assert.Equal(new MaskedStatus(6, 7, 8, 9), status.Masked);
        Assert.Equal(new ProducerStatus("agent", 9, 2, "3-4"), Assert.Single(status.Producers.WithGaps));
        var socket = Assert.Single(status.Sockets);
        Assert.Equal((10L, 3L, 4L), (socket.InFlightBytes, socket.Refused, socket.Missed));
        return status;
    }
}
