namespace Tapedeck.Tests.Actors;

public sealed class TestKitMessagesSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public void A_failure_says_what_was_expected_what_came_and_in_which_time()
    {
        TestActor.Tell("other");
        AwaitCondition(() => HasMessages);

        var wrong = Assert.Throws<TestKitAssertionException>(() => ExpectMsg("this", Short, "the hint"));
        var none = Assert.Throws<TestKitAssertionException>(() => ExpectMsg<int>(Short));

        Assert.Equal(
            "Expected the message <this> (the hint), got <other> of type System.String "
            + $"from {TestActor}, within {Short}.",
            wrong.Message);
        Assert.Equal($"Expected a message of type System.Int32, got nothing within {Short}.", none.Message);
    }

    [Fact]
    public void A_failure_over_many_messages_shows_them()
    {
        TestActor.Tell(1);
        AwaitCondition(() => HasMessages);

        var thrown = Assert.Throws<TestKitAssertionException>(() => ReceiveN(2, Short));

        Assert.Equal($"Expected 2 messages within {Short}, got 1, the last ones [<1>].", thrown.Message);
    }
}
