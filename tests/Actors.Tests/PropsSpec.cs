namespace Tapedeck.Tests.Actors;

public sealed class PropsSpec : ActorSpec
{
    private sealed class Named : ReceiveActor
    {
        public Named(string name, int number) => ReceiveAny(_ => Sender.Tell($"{name} {number}"));
    }

    private sealed class Calling : ReceiveActor
    {
        public Calling(Func<int> call) => ReceiveAny(_ => Sender.Tell(call()));
    }

    [Fact]
    public void Arguments_may_be_given_as_they_are()
    {
        Sys.ActorOf(Props.Create<Named>("a", 1)).Tell("?");
        ExpectMsg("a 1");

        var type = typeof(Named);
        Sys.ActorOf(Props.Create(type, "b", 2)).Tell("?");
        ExpectMsg("b 2");
    }

    [Fact]
    public void Arguments_may_be_given_as_an_expression()
    {
        var names = new[] { "a", "b" };
        var number = 1;

        Sys.ActorOf(Props.Create(() => new Named(names[1].ToUpperInvariant(), number + 1))).Tell("?");

        ExpectMsg("B 2");
    }

    [Fact]
    public void A_lambda_among_the_arguments_sees_the_variables_of_the_spec()
    {
        var calls = 0;
        var actor = Sys.ActorOf(Props.Create(() => new Calling(() => Interlocked.Increment(ref calls))));

        actor.Tell("?");

        ExpectMsg(1);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Arguments_that_fit_no_constructor_stop_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create<Named>("only a name"));

        Watch(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void An_expression_that_is_no_constructor_call_is_refused()
    {
        var made = default(Named)!;

        Assert.ThrowsAny<Exception>(() => Props.Create(() => made));
    }
}
