using Tapedeck.Alerting;
using Tapedeck.Analytics;

namespace Tapedeck.Tests.Alerting;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly AlertRules _rules = new(SomeAlerts.Settings, Start);

    [Theory]
    [InlineData(49.99, nameof(Standing.Bad))]
    [InlineData(50, nameof(Standing.Between))]
    [InlineData(51.99, nameof(Standing.Between))]
    [InlineData(52, nameof(Standing.Good))]
    public void A_score_is_good_again_a_little_above_where_it_is_bad(double score, string standing)
    {
        Assert.Equal(standing, Of("score", Facts() with { Analytics = SomeAlerts.Analytics with { Score = score } }).Standing.ToString());
        Assert.Equal(standing, Of("insight", Facts() with { Analytics = SomeAlerts.Analytics with { InsightScore = score } }).Standing.ToString());
    }

    [Theory]
    [InlineData(1023, nameof(Standing.Bad))]
    [InlineData(1024, nameof(Standing.Between))]
    [InlineData(1127, nameof(Standing.Good))]
    public void A_disk_is_good_again_with_a_tenth_more(long mebibytes, string standing) =>
        Assert.Equal(standing, Of("disk", Facts() with { FreeBytes = mebibytes << 20 }).Standing.ToString());

    [Fact]
    public void Growth_counts_within_its_window()
    {
        Assert.Equal(Standing.Good, Of("quarantine", Facts(minutes: 0) with { Quarantined = 1000 }).Standing);
        Assert.Equal(Standing.Bad, Of("quarantine", Facts(minutes: 1) with { Quarantined = 1011 }).Standing);
        Assert.Equal(Standing.Bad, Of("quarantine", Facts(minutes: 4) with { Quarantined = 1011 }).Standing);
        Assert.Equal(Standing.Good, Of("quarantine", Facts(minutes: 7) with { Quarantined = 1011 }).Standing);
    }

    [Fact]
    public void Growth_ends_at_half()
    {
        Assert.Equal(Standing.Good, Of("gaps", Facts(minutes: 0) with { Missing = 5 }).Standing);
        Assert.Equal(Standing.Between, Of("gaps", Facts(minutes: 1) with { Missing = 12 }).Standing);
    }

    [Fact]
    public void A_speaker_is_silent_when_it_was_not_heard_for_long_and_unwatched_a_day_later()
    {
        var heard = Facts() with { Analytics = Heard("a", Start), At = Start.AddMinutes(10) };
        Assert.Equal(Standing.Good, Of("silence", heard).Standing);

        var silent = Of("silence", heard with { At = Start.AddMinutes(11) });
        Assert.Equal((Standing.Bad, "a"), (silent.Standing, silent.Subject));
        Assert.Contains("a was last heard at 1970-01-02T00:00:00Z", silent.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_rules.Of(heard with { At = Start.AddDays(2) }), condition => condition.Rule == "silence");
    }

    [Fact]
    public void A_speaker_that_is_named_is_watched_from_the_start_on()
    {
        var rules = new AlertRules(SomeAlerts.Settings with { SilenceOf = ["B"] }, Start);

        var conditions = rules.Of(Facts() with { Analytics = Heard("a", Start), At = Start.AddMinutes(11) });
        Assert.Equal("B", Assert.Single(conditions, condition => condition.Rule == "silence").Subject);

        conditions = rules.Of(Facts() with { Analytics = Heard("b", Start.AddMinutes(5)), At = Start.AddMinutes(11) });
        Assert.Equal(Standing.Good, Assert.Single(conditions, condition => condition.Rule == "silence").Standing);
    }

    [Fact]
    public void What_nobody_could_say_is_not_told()
    {
        var facts = new AlertFacts(Start, "the journal did not answer", null, null, null, null);

        Assert.Equal("capture", Assert.Single(_rules.Of(facts)).Rule);
        Assert.Equal(["disk", "gaps", "insight", "quarantine", "score", "silence", "undelivered"], facts.Untold.Order());
    }

    [Fact]
    public void A_threshold_of_zero_watches_nothing()
    {
        var off = new AlertSettings(TimeSpan.FromSeconds(10), TimeSpan.Zero, 0, 0, TimeSpan.Zero, [], 0, 0, TimeSpan.Zero, 0, 0, null);

        Assert.Equal("capture", Assert.Single(new AlertRules(off, Start).Of(Facts())).Rule);
    }

    private static AnalyticsProtocol.AnalyticsFacts Heard(string speaker, DateTimeOffset at) =>
        SomeAlerts.Analytics with { Heard = [new AnalyticsProtocol.SpeakerHeard(speaker, at)] };

    private static AlertFacts Facts(int minutes = 0) => new(Start.AddMinutes(minutes), null, 0, 0, 1L << 40, SomeAlerts.Analytics);

    private AlertCondition Of(string rule, AlertFacts facts) => Assert.Single(_rules.Of(facts), condition => condition.Rule == rule);
}
