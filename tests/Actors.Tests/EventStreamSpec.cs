namespace Tapedeck.Tests.Actors;

public sealed class EventStreamSpec : ActorSpec
{
    private interface INews;

    private record Report(string Text) : INews;

    private sealed record WeatherReport(string Text) : Report(Text);

    [Fact]
    public void A_subscriber_gets_what_is_of_its_type()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Report));

        Sys.EventStream.Publish("no report");
        Sys.EventStream.Publish(new Report("sun"));

        ExpectMsg(new Report("sun"));
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_subscriber_to_a_base_type_or_interface_gets_the_derived_ones()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(TestActor, typeof(Report));
        Sys.EventStream.Subscribe(probe.Ref, typeof(INews));

        Sys.EventStream.Publish(new WeatherReport("rain"));

        ExpectMsg(new WeatherReport("rain"));
        probe.ExpectMsg(new WeatherReport("rain"));
    }

    [Fact]
    public void A_subscriber_gets_each_event_once()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Report));
        Sys.EventStream.Subscribe(TestActor, typeof(WeatherReport));

        Sys.EventStream.Publish(new WeatherReport("rain"));

        ExpectMsg<WeatherReport>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_subscription_is_made_and_ended_once()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Report)));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(Report)));
        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(Report)));
        Assert.False(Sys.EventStream.Unsubscribe(TestActor, typeof(Report)));
    }

    [Fact]
    public void Unsubscribed_from_all_nothing_comes()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Report));
        Sys.EventStream.Subscribe(TestActor, typeof(string));

        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Report("sun"));
        Sys.EventStream.Publish("text");

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void An_ended_subscriber_is_unsubscribed()
    {
        var subscriber = Sys.ActorOf<Some.Echo>();
        Sys.EventStream.Subscribe(subscriber, typeof(Report));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        Watch(subscriber);
        Sys.Stop(subscriber);
        ExpectTerminated(subscriber);

        AwaitCondition(() => !Sys.EventStream.Unsubscribe(subscriber), TimeSpan.FromSeconds(3));
    }
}
