using System.Text;
using Tapedeck.Analytics;

namespace Tapedeck.Tests.Analytics;

public sealed class UndeliveredWatchTests
{
    private const long Minute = 60_000_000;

    private readonly UndeliveredWatch _watch = new();
    private long _sequence;

    [Fact]
    public void Only_what_goes_to_a_receiver_that_reports_is_waited_for()
    {
        Sent("b");
        Assert.Equal(0, _watch.Count(10 * Minute));

        Received(_sequence);
        Sent("b");
        Sent("c");

        Assert.Equal(0, _watch.Count(Minute));
        Assert.Equal(1, _watch.Count(2 * Minute));
        Received(2);
        Assert.Equal(0, _watch.Count(2 * Minute));
    }

    [Fact]
    public void A_report_that_is_read_before_its_event_counts()
    {
        Received(7);
        _sequence = 6;

        Sent("b");

        Assert.Equal(0, _watch.Count(10 * Minute));
    }

    [Fact]
    public void After_an_hour_nothing_is_waited_for_any_more()
    {
        Received(0);
        Sent("b");

        Assert.Equal((1L, 0L), (_watch.Count(60 * Minute), _watch.Count(61 * Minute)));
    }

    private void Sent(string receiver)
    {
        var line = Encoding.UTF8.GetBytes($$$"""{"Metadata":{"receiver":"{{{receiver}}}","event":"sent","recorded_at":"1970-01-01T00:00:00Z"}}""");
        var read = new TalliedLine(TimeSpan.Zero);
        Assert.True(read.TryRead(line));
        _watch.Add(++_sequence, read, line);
    }

    private void Received(long sequence)
    {
        Assert.True(DeliveryObservation.TryRead(
            Encoding.UTF8.GetBytes($$"""{"Id":"i","Observer":"b","Event":"received","Timestamp":"t","Sequence":{{sequence}}}"""), out var delivery));
        _watch.Add(delivery, _sequence);
    }
}
