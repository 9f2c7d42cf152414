namespace Tapedeck.Tests.Actors;

public sealed class SelectionSpec : ActorSpec
{
    private sealed class Node : ReceiveActor
    {
        public Node(int depth)
        {
            if (depth > 0)
            {
                Context.ActorOf(Props.Create(() => new Node(depth - 1)), "a");
                Context.ActorOf(Props.Create(() => new Node(depth - 1)), "b");
            }

            Receive<(string Path, object Message)>(
                send => Context.ActorSelection(send.Path).Tell(send.Message, Sender));
            Receive<string>(_ => Sender.Tell(Self.Path.ToStringWithoutAddress()));
        }
    }

    public SelectionSpec() => Tree = Sys.ActorOf(Props.Create(() => new Node(2)), "tree");

    private IActorRef Tree { get; }

    [Theory]
    [InlineData("/user/tree/a/b", "/user/tree/a/b")]
    [InlineData("akka://test/user/tree", "/user/tree")]
    public void An_absolute_path_finds_its_actor(string path, string found)
    {
        AwaitTheTree();

        Sys.ActorSelection(path).Tell("where");

        ExpectMsg(found);
    }

    [Theory]
    [InlineData("a", "/user/tree/a")]
    [InlineData("a/b", "/user/tree/a/b")]
    [InlineData("../tree/b", "/user/tree/b")]
    public void A_relative_path_starts_at_the_actor(string path, string found)
    {
        AwaitTheTree();

        Tree.Tell((path, (object)"where"));

        ExpectMsg(found);
    }

    [Fact]
    public void A_wildcard_finds_all()
    {
        AwaitTheTree();

        Sys.ActorSelection("/user/tree/*").Tell("where");

        var found = ReceiveN(2);
        Assert.Contains("/user/tree/a", found);
        Assert.Contains("/user/tree/b", found);
    }

    [Fact]
    public void The_path_of_a_reference_finds_it_again()
    {
        Sys.ActorSelection(Tree.Path).Tell("where");

        ExpectMsg("/user/tree");
    }

    [Fact]
    public void Identify_answers_with_the_reference()
    {
        Sys.ActorSelection("/user/tree").Tell(new Identify(1));

        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal(1, identity.MessageId);
        Assert.Equal(Tree, identity.Subject);
    }

    [Fact]
    public void Identify_answers_null_where_nobody_lives()
    {
        Sys.ActorSelection("/user/nobody").Tell(new Identify("id"));

        Assert.Null(ExpectMsg<ActorIdentity>().Subject);
    }

    [Fact]
    public async Task A_selection_resolves_to_the_reference()
    {
        Assert.Equal(Tree, await Sys.ActorSelection("/user/tree").ResolveOne(TimeSpan.FromSeconds(3)));
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void A_selection_finds_the_next_incarnation_too()
    {
        Watch(Tree);
        Sys.Stop(Tree);
        ExpectTerminated(Tree);
        AwaitAssert(() => Sys.ActorOf(Props.Create(() => new Node(0)), "tree"));

        Sys.ActorSelection("/user/tree").Tell("where");

        ExpectMsg("/user/tree");
    }

    private void AwaitTheTree() => AwaitAssert(() =>
    {
        Sys.ActorSelection("/user/tree/a/b").Tell(new Identify(0));
        Assert.NotNull(ExpectMsg<ActorIdentity>().Subject);
    });
}
