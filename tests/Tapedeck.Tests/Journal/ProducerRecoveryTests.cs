using Tapedeck.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

public sealed class ProducerRecoveryTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;

    public ProducerRecoveryTests()
    {
        _folder = new JournalFolder(_temp.Path);
        File.WriteAllText(_folder.Session, "");
        File.WriteAllText(_folder.Deliveries, "");
        File.WriteAllText(_folder.Quarantine, "");
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Numbers_are_found_in_events_deliveries_and_quarantine()
    {
        AppendEvent("agent", 1);
        AppendDelivery("agent", 2);
        AppendQuarantine("agent", 4);
        AppendEvent("other", 1);

        var ledger = Recover();

        Assert.Equal((4L, "3-3"), (ledger.Of("agent")!.Last, string.Join(' ', ledger.Of("agent")!.Missing)));
        Assert.Equal(1, ledger.Of("other")!.Last);
    }

    [Fact]
    public void What_a_message_says_about_producers_counts_for_nothing()
    {
        File.AppendAllText(
            _folder.Session,
            """
            {"Id":"a","Message":"{\"producer\":\"x\",\"producer_sequence\":5}","producer":"x","producer_sequence":6,"Metadata":{"more":{"producer":"x","producer_sequence":7},"sequence":1}}
            not json "producer_sequence":8

            """);

        Assert.Empty(Recover().All);
    }

    [Fact]
    public void From_a_snapshot_on_only_what_came_after_it_is_read()
    {
        AppendEvent("agent", 1);
        AppendEvent("agent", 5);
        Snapshot();
        var before = File.ReadAllText(_folder.Session);
        File.WriteAllText(_folder.Session, before.Replace("agent", "never", StringComparison.Ordinal));
        SnapshotOf(before);
        AppendEvent("agent", 6);

        var agent = Recover().Of("agent")!;

        Assert.Equal((6L, "2-4"), (agent.Last, string.Join(' ', agent.Missing)));
        Assert.Null(Recover().Of("never"));
    }

    [Fact]
    public void A_snapshot_of_another_session_or_a_torn_one_is_not_believed()
    {
        AppendEvent("agent", 1);
        Snapshot();
        File.WriteAllText(_folder.Session, "");
        AppendEvent("other", 7);

        Assert.Equal(["other"], Recover().All.Select(producer => producer.Name));

        File.WriteAllText(_folder.Producers, File.ReadAllText(_folder.Producers)[..10]);
        Assert.Equal(["other"], Recover().All.Select(producer => producer.Name));
    }

    [Fact]
    public void A_snapshot_with_a_range_that_is_none_is_not_believed()
    {
        AppendEvent("agent", 1);
        AppendEvent("agent", 3);
        Snapshot();
        File.WriteAllText(_folder.Producers, File.ReadAllText(_folder.Producers).Replace("2-2", "2", StringComparison.Ordinal));

        Assert.Equal((3L, "2-2"), (Recover().Of("agent")!.Last, string.Join(' ', Recover().Of("agent")!.Missing)));
    }

    [Fact]
    public void A_snapshot_that_is_ahead_of_the_files_is_not_believed()
    {
        AppendEvent("agent", 1);
        var before = File.ReadAllText(_folder.Session);
        AppendEvent("agent", 2);
        Snapshot();
        File.WriteAllText(_folder.Session, before);

        Assert.Equal(1, Recover().Of("agent")!.Last);
    }

    private ProducerLedger Recover() => ProducerRecovery.Recover(_folder, Present(), lastSequence: 1);

    private void Snapshot() => ProducerSnapshot.Of(Recover(), Present(), _folder).Write(_folder);

    /// <summary>Makes the snapshot fit the session as it is now, with the producers of another text.</summary>
    private void SnapshotOf(string session)
    {
        var now = File.ReadAllText(_folder.Session);
        File.WriteAllText(_folder.Session, session);
        var ledger = ProducerRecovery.Recover(_folder, Present(), lastSequence: 1);
        File.WriteAllText(_folder.Session, now);
        ProducerSnapshot.Of(ledger, Present(), _folder).Write(_folder);
    }

    private JournalLengths Present() => new(
        SessionNumber: 1,
        new FileInfo(_folder.Session).Length, new FileInfo(_folder.Deliveries).Length, new FileInfo(_folder.Quarantine).Length);

    private void AppendEvent(string producer, long number) => File.AppendAllText(
        _folder.Session,
        $$$"""{"Id":"{{{producer}}}-{{{number}}}","Metadata":{"producer":"{{{producer}}}","producer_sequence":{{{number}}},"sequence":1}}""" + "\n");

    private void AppendDelivery(string producer, long number) => File.AppendAllText(
        _folder.Deliveries, $$"""{"Id":"x","Producer":"{{producer}}","ProducerSequence":{{number}},"Sequence":1}""" + "\n");

    private void AppendQuarantine(string producer, long number) => File.AppendAllText(
        _folder.Quarantine, $$"""{"Reason":"x","Producer":"{{producer}}","ProducerSequence":{{number}},"Bytes":""}""" + "\n");
}
