using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tapedeck.Analytics;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Journal;

namespace Tapedeck.Tests.Analytics;

public sealed class LiveTallyTests
{
    /// <summary>What happens to a journal and to who follows it.</summary>
    public enum Step
    {
        Commit,
        CommitMore,
        Roll,
        CatchUp,
        Save,
        Crash,
        Restart,
    }

    [Property(MaxTest = 40)]
    public Property Live_equals_cold_equals_rebuilt_through_crashes() => Prop.ForAll(
        Gen.Frequency(
            (6, Gen.Elements(Step.Commit, Step.CommitMore, Step.CatchUp)),
            (2, Gen.Elements(Step.Save, Step.Crash)),
            (1, Gen.Elements(Step.Roll, Step.Restart)))
            .Zip(Gen.Choose(0, 1000)).ListOf(25).ToArbitrary(),
        steps =>
        {
            using var journal = new RecordedJournal();
            var live = Open(journal);
            foreach (var (step, number) in steps)
                Do(journal, ref live, step, number);
            live.CatchUp(End(journal), () => { }, CancellationToken.None);
            var rebuilt = new LiveTally(journal.Folder, TimeSpan.Zero);
            rebuilt.CatchUp(End(journal), () => { }, CancellationToken.None);

            var cold = Cold(journal.Folder);
            Assert.Equal(cold, Json(live));
            Assert.Equal(cold, Json(rebuilt));
            live.Dispose();
            rebuilt.Dispose();
        });

    [Fact]
    public void A_start_goes_on_from_the_snapshot()
    {
        using var journal = RecordedJournal.OfFourSessions();
        Saved(journal);

        using var next = Open(journal);

        Assert.Equal((24L, 24L), (next.LastSequence, next.Total.Events));
        Assert.Equal(Cold(journal.Folder), Json(next));
    }

    [Fact]
    public void A_snapshot_cut_short_or_changed_anywhere_is_not_used()
    {
        using var journal = RecordedJournal.OfFourSessions();
        Saved(journal);
        var whole = File.ReadAllBytes(journal.Folder.Analytics);
        for (var at = 0; at < whole.Length; at += 1 + (whole.Length / 50))
        {
            File.WriteAllBytes(journal.Folder.Analytics, whole[..at]);
            AssertNew(journal);
            var changed = whole.ToArray();
            changed[at] ^= 1;
            File.WriteAllBytes(journal.Folder.Analytics, changed);
            AssertNew(journal);
        }
    }

    [Fact]
    public void A_snapshot_of_another_journal_or_of_another_time_zone_is_not_used()
    {
        using var journal = RecordedJournal.OfFourSessions();
        using var other = new RecordedJournal();
        other.Commit(24, text: "Other words");
        Saved(other);
        File.Copy(other.Folder.Analytics, journal.Folder.Analytics);
        AssertNew(journal);

        Saved(journal);
        using var elsewhere = AnalyticsSnapshot.Open(journal.Folder, TimeSpan.FromHours(1), End(journal));
        Assert.Equal(0, elsewhere.LastSequence);
    }

    [Fact]
    public void Deliveries_that_are_not_the_same_any_more_are_counted_anew()
    {
        using var journal = RecordedJournal.OfFourSessions();
        Saved(journal);
        var lines = File.ReadAllLines(journal.Folder.Deliveries);
        File.WriteAllLines(journal.Folder.Deliveries, lines.SkipLast(1));

        using var next = Open(journal);
        next.CatchUp(End(journal), () => { }, CancellationToken.None);

        Assert.Equal(lines.Length - 1, next.Deliveries.Observations);
        Assert.Equal(Cold(journal.Folder), Json(next));
    }

    private static void Do(RecordedJournal journal, ref LiveTally live, Step step, int number)
    {
        switch (step)
        {
            case Step.Commit or Step.CommitMore:
                string[] texts = ["Which one?", "It is decided", "blocked by an error", ""];
                string[] speakers = ["claude_code", "gemini_cli", "unknown"];
                journal.Commit(1 + (number % 3), number % 2, number % 2, texts[number % 4], speakers[number % 3]);
                break;
            case Step.Roll:
                journal.Roll();
                break;
            case Step.CatchUp:
                live.CatchUp(End(journal), () => { }, CancellationToken.None);
                break;
            case Step.Save:
                AnalyticsSnapshot.Write(journal.Folder, live);
                break;
            case Step.Restart:
                journal.Close();
                journal.Reopen();
                goto case Step.Crash;
            case Step.Crash:
                live.Dispose();
                live = Open(journal);
                break;
        }
    }

    private static LiveTally Open(RecordedJournal journal) => AnalyticsSnapshot.Open(journal.Folder, TimeSpan.Zero, End(journal));

    private static JournalPosition End(RecordedJournal journal) => DurableEnd.Of(journal.Folder);

    private static void Saved(RecordedJournal journal)
    {
        using var live = new LiveTally(journal.Folder, TimeSpan.Zero);
        live.CatchUp(End(journal), () => { }, CancellationToken.None);
        AnalyticsSnapshot.Write(journal.Folder, live);
    }

    private static void AssertNew(RecordedJournal journal)
    {
        using var live = Open(journal);
        Assert.Equal((0L, 0L), (live.LastSequence, live.Total.Events));
    }

    private static string Json(LiveTally live) => Tallied.Json(live.Total, live.Unreadable, live.Deliveries);

    private static string Cold(JournalFolder folder)
    {
        var tally = new JournalTally(matcher: null, TimeSpan.Zero, _ => { }, CancellationToken.None) { PartBytes = 1000 };
        tally.Run(folder, DurableEnd.Of(folder));
        var (deliveries, unreadable) = ObservationTally.Of(folder.Deliveries, CancellationToken.None);
        return Tallied.Json(tally.Total, tally.Unreadable + unreadable, deliveries);
    }
}
