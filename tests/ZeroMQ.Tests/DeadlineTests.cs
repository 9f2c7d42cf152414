using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ;

public sealed class DeadlineTests
{
    [Fact]
    public void An_infinite_time_out_never_passes()
    {
        Assert.Equal(-1, Deadline.After(Timeout.InfiniteTimeSpan).RemainingMilliseconds);
        Assert.False(Deadline.After(TimeSpan.MaxValue).HasPassed);
    }

    [Fact]
    public void A_time_out_of_zero_has_passed_at_once() => Assert.True(Deadline.After(TimeSpan.Zero).HasPassed);

    [Fact]
    public void What_remains_is_rounded_up_and_fits_the_call()
    {
        Assert.InRange(Deadline.After(TimeSpan.FromSeconds(100)).RemainingMilliseconds, 1, 100_000);
        Assert.Equal(int.MaxValue, Deadline.After(TimeSpan.FromDays(100)).RemainingMilliseconds);
    }

    [Fact]
    public void A_negative_time_out_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadline.After(TimeSpan.FromSeconds(-3)));
}
