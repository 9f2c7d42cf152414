using Tapedeck.Query;

namespace Tapedeck.Tests.Query;

public sealed class DeliverySummaryTests
{
    [Fact]
    public void Messages_are_counted_and_the_delays_have_a_median_and_a_tail()
    {
        var summary = new DeliverySummary();
        foreach (var seconds in Enumerable.Range(1, 100).Reverse())
            summary.Add(Received(seconds));
        summary.Add(Received(null));
        summary.Add(Received(null) with { Observations = 0, ReceivedBy = null });

        Assert.Equal((102, 101, 1), (summary.Messages, summary.Received, summary.NotReceived));
        Assert.Equal((50, 99, 1, 100), (summary.Percentile(0.5), summary.Percentile(0.99), summary.Percentile(0.001), summary.Percentile(1)));
    }

    [Fact]
    public void Without_a_delay_there_is_no_median() => Assert.Null(new DeliverySummary().Percentile(0.5));

    [Theory]
    [InlineData(null, false, null, true, true, true)]
    [InlineData(null, true, null, true, false, false)]
    [InlineData(null, false, 2.0, false, false, true)]
    [InlineData(null, true, 2.0, true, false, true)]
    public void Undelivered_and_slow_messages_are_selected_each_alone_or_both(
        string? receiver, bool undelivered, double? slowerThan, bool showsLost, bool showsFast, bool showsSlow)
    {
        var selection = new DeliverySelection(receiver, undelivered, slowerThan);

        Assert.Equal(showsLost, selection.Shows(Received(null) with { Observations = 0 }));
        Assert.Equal(showsFast, selection.Shows(Received(2)));
        Assert.Equal(showsSlow, selection.Shows(Received(3)));
    }

    [Fact]
    public void A_receiver_is_the_same_whatever_the_case()
    {
        Assert.True(new DeliverySelection("GEMINI_cli", false, null).IsAbout(Received(1)));
        Assert.False(new DeliverySelection("gemini", false, null).IsAbout(Received(1)));
    }

    private static MessageDelivery Received(double? seconds) =>
        new(1, "m", "claude_code", "gemini_cli", null, null, "gemini_cli", seconds, 1);
}
