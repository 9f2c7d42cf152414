using Tapedeck.Ingest;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Ingest;

public sealed class TapHoldTests
{
    private readonly ManualTime _time = new();
    private readonly TapHold _hold;

    public TapHoldTests() => _hold = new TapHold(TimeSpan.FromSeconds(1), _time);

    [Fact]
    public void Below_the_limit_everything_is_recorded()
    {
        Assert.Equal(TapDecision.Record, _hold.Next(isSpent: false));
    }

    [Fact]
    public void At_the_limit_it_waits_and_then_passes_on_unrecorded()
    {
        Assert.Equal(TapDecision.Wait, _hold.Next(isSpent: true));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(TapDecision.Wait, _hold.Next(isSpent: true));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TapDecision.Miss, _hold.Next(isSpent: true));
    }

    [Fact]
    public void A_recorder_that_makes_progress_is_waited_for()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(TapDecision.Wait, _hold.Next(isSpent: true));
            _time.Advance(TimeSpan.FromMilliseconds(900));
            _hold.Progressed();
        }
    }

    [Fact]
    public void Below_the_limit_again_it_records_again_and_waits_anew()
    {
        _hold.Next(isSpent: true);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TapDecision.Miss, _hold.Next(isSpent: true));

        Assert.Equal(TapDecision.Record, _hold.Next(isSpent: false));
        Assert.Equal(TapDecision.Wait, _hold.Next(isSpent: true));
    }
}
