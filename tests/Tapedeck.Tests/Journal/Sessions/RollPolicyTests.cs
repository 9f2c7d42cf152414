using Tapedeck.Journal.Sessions;

namespace Tapedeck.Tests.Journal.Sessions;

public sealed class RollPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Never_is_never() => Assert.False(RollPolicy.Never.IsDue(long.MaxValue, DateTimeOffset.MinValue, Noon));

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(101, true)]
    public void A_session_is_due_from_its_size_on(long length, bool isDue) =>
        Assert.Equal(isDue, new RollPolicy(100, null).IsDue(length, Noon, Noon));

    [Theory]
    [InlineData("11:59", "2026-11-22T11:58:59Z", true)]
    [InlineData("11:59", "2026-11-22T11:59:00Z", false)]
    [InlineData("12:00", "2026-11-22T11:59:59Z", true)]
    [InlineData("12:01", "2026-11-22T00:00:00Z", false)]
    [InlineData("12:01", "2026-11-21T12:00:59Z", true)]
    [InlineData("12:01", "2026-11-21T12:01:00Z", false)]
    public void A_session_is_due_once_the_time_of_day_has_come_since_it_was_begun(string time, string begunAt, bool isDue) =>
        Assert.Equal(isDue, new RollPolicy(null, TimeOnly.Parse(time, null)).IsDue(1, DateTimeOffset.Parse(begunAt, null), Noon));

    [Fact]
    public void An_empty_session_is_never_due() =>
        Assert.False(new RollPolicy(1, TimeOnly.MinValue).IsDue(0, DateTimeOffset.MinValue, Noon));
}
