using Tapedeck.Ingest;

namespace Tapedeck.Tests.Ingest;

public sealed class InFlightCreditTests
{
    [Fact]
    public void Reading_pauses_at_the_limit_and_resumes_once_below_it()
    {
        var credit = new InFlightCredit(100);

        credit.Spend(60);
        Assert.False(credit.IsSpent);
        credit.Spend(60);
        Assert.True(credit.IsSpent);

        Assert.False(credit.Return(10));
        Assert.True(credit.Return(20));
        Assert.False(credit.Return(30));
        Assert.Equal(60, credit.InFlight);
    }

    [Fact]
    public void More_credit_than_was_spent_is_a_broken_invariant()
    {
        var credit = new InFlightCredit(100);
        credit.Spend(1);

        Assert.Throws<InvalidOperationException>(() => credit.Return(2));
    }
}
