using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Analytics;
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

    [Fact]
    public void A_report_is_asked_of_the_analytics_and_answered_as_json()
    {
        var analytics = CreateTestProbe();
        var node = Node(TestActor, TestActor, analytics.Ref);
        var filter = new EventFilter { Speaker = "a" };

        node.Tell(new NodeProtocol.GetReport(filter), TestActor);
        Assert.Equal(filter, analytics.ExpectMsg<AnalyticsProtocol.MakeReport>().Filter);
        var report = Reports.Of(new ConversationTally(), DateTimeOffset.UnixEpoch, 0, deliveries: null);
        analytics.Reply(new AnalyticsProtocol.ReportMade(report, 7));

        var answer = ExpectMsg<NodeProtocol.Report>();
        Assert.Equal(7, answer.LastSequence);
        Assert.Equal(ReportJson.Of(report), ReportJson.Of(ReportJson.Read(answer.Json.Span)));

        node.Tell(new NodeProtocol.GetReport(filter), TestActor);
        analytics.ExpectMsg<AnalyticsProtocol.MakeReport>();
        analytics.Reply(new NodeProtocol.Refused("too many"));
        Assert.Equal("too many", ExpectMsg<NodeProtocol.Refused>().Reason);
    }

    private IActorRef Node(IActorRef status, IActorRef query, IActorRef? analytics = null)
    {
        var asked = analytics ?? query;
        return Sys.ActorOf(Props.Create(() => new NodeActor(status, query, query, query, asked, NullLogger.Instance)));
    }
}
