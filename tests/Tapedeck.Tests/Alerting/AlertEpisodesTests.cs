using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tapedeck.Alerting;

namespace Tapedeck.Tests.Alerting;

public sealed class AlertEpisodesTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);
    private static readonly HashSet<string> None = [];

    private readonly AlertEpisodes _episodes = new(Hold);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void What_is_bad_for_the_holding_time_is_raised_once_and_resolved_once()
    {
        Assert.Empty(Check(Standing.Bad));
        Assert.Empty(Check(Standing.Bad, 29));
        Assert.Equal("raised disk", Assert.Single(Check(Standing.Bad, 1)));
        Assert.Empty(Check(Standing.Bad, 100));
        Assert.Empty(Check(Standing.Good, 1));
        Assert.Equal("resolved disk", Assert.Single(Check(Standing.Good, 30)));
        Assert.Empty(Check(Standing.Good, 30));
        Assert.Empty(_episodes.Active);
    }

    [Fact]
    public void Going_back_and_forth_round_a_threshold_neither_begins_nor_ends_anything()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(Check(Standing.Bad, 20));
            Assert.Empty(Check(Standing.Between, 20));
        }

        Check(Standing.Bad);
        Assert.Single(Check(Standing.Bad, 30));
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(Check(Standing.Good, 20));
            Assert.Empty(Check(Standing.Between, 20));
        }

        Assert.Single(_episodes.Active);
    }

    [Fact]
    public void An_episode_says_since_when_and_keeps_it_to_its_end()
    {
        Check(Standing.Bad);
        Check(Standing.Bad, 30);
        var raised = Assert.Single(_episodes.Active);

        Check(Standing.Good, 100);
        var resolved = Assert.Single(Notices(Standing.Good, 30));

        Assert.Equal((raised.At, raised.Since), (raised.Since, resolved.Since));
        Assert.NotEqual(raised.Id, resolved.Id);
    }

    [Fact]
    public void What_is_not_watched_any_more_is_over_and_what_cannot_be_told_goes_on()
    {
        Check(Standing.Bad);
        Check(Standing.Bad, 30);

        _now += TimeSpan.FromHours(1);
        Assert.Empty(_episodes.Check([], new HashSet<string> { "disk" }, _now));
        Assert.Empty(_episodes.Check([], None, _now));
        Assert.StartsWith("is no longer watched", Assert.Single(_episodes.Check([], None, _now + Hold)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_episode_of_before_a_restart_is_not_raised_again_and_is_resolved()
    {
        Check(Standing.Bad);
        Check(Standing.Bad, 30);
        var next = new AlertEpisodes(Hold);
        next.GoOn(_episodes.Active[0]);

        Assert.Empty(next.Check([Condition(Standing.Bad)], None, _now + Hold));
        Assert.Empty(next.Check([Condition(Standing.Good)], None, _now + (2 * Hold)));
        Assert.Equal(AlertNotice.Resolved, Assert.Single(next.Check([Condition(Standing.Good)], None, _now + (3 * Hold))).State);
    }

    [Property(MaxTest = 300)]
    public Property Notices_of_one_thing_alternate() => Prop.ForAll(
        Gen.Elements(Standing.Good, Standing.Between, Standing.Bad).Zip(Gen.Choose(1, 40)).ListOf().ToArbitrary(),
        steps =>
        {
            var (episodes, now, states) = (new AlertEpisodes(Hold), DateTimeOffset.UnixEpoch, new List<string>());
            foreach (var (standing, seconds) in steps)
            {
                now += TimeSpan.FromSeconds(seconds);
                states.AddRange(episodes.Check([Condition(standing)], None, now).Select(notice => notice.State));
            }

            Assert.Equal(Enumerable.Range(0, states.Count).Select(i => i % 2 == 0 ? AlertNotice.Raised : AlertNotice.Resolved), states);
            Assert.Equal(states.Count % 2, episodes.Active.Count);
        });

    private static AlertCondition Condition(Standing standing) => new("disk", "", standing, "message");

    private IReadOnlyList<AlertNotice> Notices(Standing standing, int secondsLater)
    {
        _now += TimeSpan.FromSeconds(secondsLater);
        return _episodes.Check([Condition(standing)], None, _now);
    }

    private IEnumerable<string> Check(Standing standing, int secondsLater = 0) =>
        Notices(standing, secondsLater).Select(notice => $"{notice.State} {notice.Rule}");
}
