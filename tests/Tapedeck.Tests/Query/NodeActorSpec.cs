using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Query;
using Tapedeck.Tests.Analytics;

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
    public void A_report_goes_to_the_asker_as_json()
    {
        var analytics = CreateTestProbe();
        var node = Node(TestActor, TestActor, analytics.Ref);

        foreach (var filter in new[] { null, new EventFilter() })
        {
            node.Tell(new NodeProtocol.GetReport(filter), TestActor);
            Assert.Null(analytics.ExpectMsg<AnalyticsProtocol.MakeReport>().Filter);
            analytics.Reply(new AnalyticsProtocol.ReportMade(SomeReport.Report, 7));
            var answer = ExpectMsg<NodeProtocol.ReportSnapshot>();
            Assert.Equal(7, answer.LastSequence);
            Assert.Equal(ReportJson.Of(SomeReport.Report), answer.Json.ToArray());
        }
    }

    [Fact]
    public void A_report_that_cannot_be_made_is_refused_and_its_filter_goes_on()
    {
        var analytics = CreateTestProbe();
        var filter = new EventFilter { Speaker = "claude_code" };

        Node(TestActor, TestActor, analytics.Ref).Tell(new NodeProtocol.GetReport(filter), TestActor);

        Assert.Equal(filter, analytics.ExpectMsg<AnalyticsProtocol.MakeReport>().Filter);
        analytics.Reply(new NodeProtocol.Refused("the journal cannot be read"));
        Assert.Equal("the journal cannot be read", ExpectMsg<NodeProtocol.Refused>().Reason);
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

    private IActorRef Node(IActorRef status, IActorRef query, IActorRef? analytics = null)
    {
        var reports = analytics ?? query;
        return Sys.ActorOf(Props.Create(() => new NodeActor(status, query, query, query, reports, NullLogger.Instance)));
    }
}
