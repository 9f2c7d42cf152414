using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Client;
using Tapedeck.Query;

namespace Tapedeck.Tests.Query;

public sealed class NodeActorSpec : TestKit
{
    [Fact]
    public void A_question_goes_on_to_the_actor_that_knows_and_the_answer_to_the_asker()
    {
        var (status, query) = (CreateTestProbe(), CreateTestProbe());
        var node = Node(status.Ref, query.Ref);

        node.Tell(NodeProtocol.GetStatus.Instance, TestActor);
        node.Tell(new NodeProtocol.QueryEvents(new EventFilter(), 1, null), TestActor);

        status.ExpectMsg<NodeProtocol.GetStatus>();
        query.ExpectMsg<NodeProtocol.QueryEvents>();
        query.Reply(new NodeProtocol.EventPage([], null));
        ExpectMsg<NodeProtocol.EventPage>();
    }

    [Fact]
    public void Anything_else_is_refused_with_the_reason()
    {
        var node = Node(TestActor, TestActor);

        node.Tell(new NodeProtocol.Unreadable("version 2"), TestActor);
        Assert.Equal("version 2", ExpectMsg<NodeProtocol.Refused>().Reason);

        node.Tell("stop", TestActor);
        Assert.Contains("System.String", ExpectMsg<NodeProtocol.Refused>().Reason, StringComparison.Ordinal);
    }

    private IActorRef Node(IActorRef status, IActorRef query) =>
        Sys.ActorOf(Props.Create(() => new NodeActor(status, query, query, query, NullLogger.Instance)));
}
