using Tapedeck.Monitoring;

namespace Tapedeck.Tests.Monitoring;

public sealed class EventRateTests
{
    [Fact]
    public void There_is_no_rate_before_the_first_sample() => Assert.Equal(0, new EventRate().PerSecond);

    [Fact]
    public void It_is_the_average_of_the_last_ten_seconds()
    {
        var rate = new EventRate();
        for (var second = 1; second <= 20; second++)
            rate.Add(second <= 10 ? second * 1000 : 10_000 + (second - 10) * 50);

        Assert.Equal(50, rate.PerSecond);
    }
}
