namespace Tapedeck.Tests.Actors;

public sealed class TestKitSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public void The_test_actor_is_the_sender_of_what_the_test_tells()
    {
        Sys.ActorOf<Some.Echo>().Tell("hello");

        ExpectMsg("hello");
    }

    [Fact]
    public async Task It_is_so_after_an_await_too()
    {
        await Task.Yield();

        Sys.ActorOf<Some.Echo>().Tell("hello");

        ExpectMsg("hello");
    }

    [Fact]
    public void ExpectMsg_fails_on_another_message_and_on_none()
    {
        TestActor.Tell("other");
        Assert.ThrowsAny<TestKitAssertionException>(() => ExpectMsg("this", Short));
        Assert.ThrowsAny<TestKitAssertionException>(() => ExpectMsg("this", Short));
        TestActor.Tell("other");
        Assert.ThrowsAny<TestKitAssertionException>(() => ExpectMsg<int>(Short));
    }

    [Fact]
    public void ExpectMsg_takes_predicates_and_assertions()
    {
        TestActor.Tell(7);
        TestActor.Tell("text");

        ExpectMsg<int>(number => number > 6);
        ExpectMsg<string>(text => Assert.Equal("text", text));
    }

    [Fact]
    public void ExpectNoMsg_fails_on_a_message()
    {
        ExpectNoMsg(Short);
        TestActor.Tell("here");
        AwaitCondition(() => HasMessages);
        Assert.ThrowsAny<TestKitAssertionException>(() => ExpectNoMsg(Short));
    }

    [Fact]
    public void ReceiveN_fails_on_too_few()
    {
        TestActor.Tell(1);

        Assert.ThrowsAny<TestKitAssertionException>(() => ReceiveN(2, Short));
    }

    [Fact]
    public void ReceiveOne_gives_null_when_nothing_comes() => Assert.Null(ReceiveOne(Short));

    [Fact]
    public void FishForMessage_passes_over_what_it_does_not_want()
    {
        for (var i = 0; i < 5; i++) TestActor.Tell(i);

        Assert.Equal(3, FishForMessage(message => message.Equals(3)));
        ExpectMsg(4);
        Assert.ThrowsAny<TestKitAssertionException>(() => FishForMessage<int>(_ => true, Short));
    }

    [Fact]
    public void AwaitAssert_tries_until_it_holds_or_its_time_is_over()
    {
        var tries = 0;
        AwaitAssert(() => Assert.True(++tries == 3));

        Assert.ThrowsAny<Exception>(() => AwaitAssert(() => Assert.Fail("never"), Short));
    }

    [Fact]
    public void AwaitCondition_tries_until_it_holds_or_its_time_is_over()
    {
        var tries = 0;
        AwaitCondition(() => ++tries == 3, TimeSpan.FromSeconds(3));

        Assert.ThrowsAny<Exception>(() => AwaitCondition(() => false, Short));
    }

    [Fact]
    public void Within_limits_what_is_expected_inside()
    {
        TestActor.Tell("in time");
        Within(TimeSpan.FromSeconds(1), () => ExpectMsg("in time"));
        Assert.Equal(5, Within(TimeSpan.FromSeconds(1), () => 5));

        Assert.ThrowsAny<TestKitAssertionException>(() => Within(Short, () => ExpectMsg("never")));
    }

    [Fact]
    public void A_probe_sends_replies_and_forwards()
    {
        var probe = CreateTestProbe();
        var other = CreateTestProbe();
        probe.Send(other.Ref, "question");
        other.ExpectMsg("question");
        Assert.Equal(probe.Ref, other.Sender);

        other.Reply("answer");
        probe.ExpectMsg("answer");
        other.Forward(TestActor);
        ExpectMsg("question");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void A_probe_stands_for_its_actor()
    {
        var probe = CreateTestProbe();
        IActorRef asReference = probe;

        asReference.Tell("hello", TestActor);
        probe.ExpectMsg("hello");
        Assert.Equal(probe.Ref.Path, asReference.Path);

        Watch(probe);
        Sys.Stop(probe.Ref);
        ExpectTerminated(probe);
    }

    [Fact]
    public void ExpectTerminated_fails_on_the_end_of_another()
    {
        var (one, other) = (CreateTestProbe(), CreateTestProbe());
        Watch(one);
        Sys.Stop(one.Ref);

        Assert.ThrowsAny<TestKitAssertionException>(() => ExpectTerminated(other.Ref));
    }

    [Fact]
    public async Task Shutdown_ends_the_system()
    {
        Shutdown();

        await Sys.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
