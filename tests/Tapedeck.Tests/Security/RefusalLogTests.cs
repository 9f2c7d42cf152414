using Tapedeck.Security;

namespace Tapedeck.Tests.Security;

public sealed class RefusalLogTests
{
    [Fact]
    public void A_flood_of_refusals_is_one_line_a_second_with_their_number()
    {
        var (clock, log) = (new ManualClock(), new LogLines());
        var refusals = new RefusalLog(clock, log);

        for (var i = 1; i <= 1_000; i++)
        {
            refusals.Add($"reason {i}");
            refusals.Report();
        }

        Assert.Equal(["refused 1 connections, the last one: reason 1"], log.Lines);
        clock.Advance(TimeSpan.FromSeconds(1));
        refusals.Report();
        refusals.Report();
        Assert.Equal("refused 999 connections, the last one: reason 1000", log.Lines[1]);
        Assert.Equal(2, log.Lines.Count);
    }
}
