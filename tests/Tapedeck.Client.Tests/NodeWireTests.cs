using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tapedeck.Client;

namespace Tapedeck.Tests.Client;

public sealed class NodeWireTests
{
    [Fact]
    public void Every_manifest_names_the_message_and_the_version()
    {
        object[] messages =
        [
            NodeProtocol.GetStatus.Instance, new NodeProtocol.QueryEvents(EventFilter.Everything, 1, null),
            new NodeProtocol.EventPage([], null), new NodeProtocol.Refused("no"), Some.Status,
            new NodeProtocol.GetReport(null), new NodeProtocol.ReportSnapshot("{}"u8.ToArray(), 1),
        ];

        Assert.Equal(
            [
                "tapedeck.get-status.v1", "tapedeck.query-events.v1", "tapedeck.event-page.v1", "tapedeck.refused.v1", "tapedeck.status.v1",
                "tapedeck.get-report.v1", "tapedeck.report.v1",
            ],
            messages.Select(NodeWire.Manifest));
    }

    [Fact]
    public void A_status_comes_back_as_it_went()
    {
        var back = (StatusSnapshot)RoundTrip(Some.Status);

        Assert.Equivalent(Some.Status, back, strict: true);
    }

    [Property]
    public bool A_query_comes_back_as_it_went(NonNull<string> speaker, NonNull<string> text, PositiveInt limit, DateTimeOffset from, string? cursor)
    {
        var query = new NodeProtocol.QueryEvents(
            new EventFilter { Speaker = Whole(speaker.Get), Text = Whole(text.Get), From = from }, limit.Get,
            cursor is null ? null : Whole(cursor));

        return query == (NodeProtocol.QueryEvents)RoundTrip(query);
    }

    [Property]
    public bool A_page_comes_back_as_it_went(NonNull<string>[] lines, string? next)
    {
        var sent = lines.Select(line => Whole(line.Get).Replace('\n', ' ')).ToList();
        var page = new NodeProtocol.EventPage(
            [.. sent.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))], next is null ? null : Whole(next));

        var back = (NodeProtocol.EventPage)RoundTrip(page);
        return page.Next == back.Next && sent.SequenceEqual(back.Lines.Select(line => Encoding.UTF8.GetString(line.Span)));
    }

    [Property]
    public bool A_question_for_a_report_comes_back_as_it_went(NonNull<string> speaker, DateTimeOffset to, NonNegativeInt after)
    {
        var filter = new EventFilter { Speaker = Whole(speaker.Get), To = to, After = after.Get };

        return filter == ((NodeProtocol.GetReport)RoundTrip(new NodeProtocol.GetReport(filter))).Filter
            && ((NodeProtocol.GetReport)RoundTrip(new NodeProtocol.GetReport(null))).Filter is null;
    }

    [Property]
    public bool A_report_comes_back_as_it_went(byte[] json, NonNegativeInt sequence)
    {
        var back = (NodeProtocol.ReportSnapshot)RoundTrip(new NodeProtocol.ReportSnapshot(json, sequence.Get));

        return back.LastSequence == sequence.Get && back.Json.Span.SequenceEqual(json);
    }

    [Property(MaxTest = 1000)]
    public bool Whatever_comes_over_the_wire_is_a_message_or_a_named_fault(byte[] body, byte pick)
    {
        string[] manifests = ["tapedeck.get-status.v1", "tapedeck.query-events.v1", "tapedeck.event-page.v1", "tapedeck.refused.v1", "tapedeck.status.v1", "tapedeck.get-report.v1", "tapedeck.report.v1", "?"];
        try
        {
            return NodeWire.Decode(manifests[pick % manifests.Length], body) is not null;
        }
        catch (InvalidDataException fault)
        {
            return fault.Message.Length > 0;
        }
    }

    [Theory]
    [InlineData("tapedeck.get-status.v2", "", "protocol version 1")]
    [InlineData("System.String", "", "protocol version 1")]
    [InlineData("tapedeck.query-events.v1", "{", "is not its form")]
    [InlineData("tapedeck.query-events.v1", "{\"filter\":{},\"limit\":0}", "a limit of at least 1")]
    [InlineData("tapedeck.query-events.v1", "null", "a filter")]
    [InlineData("tapedeck.get-report.v1", "null", "is null")]
    [InlineData("tapedeck.report.v1", "{}\n", "its last sequence")]
    [InlineData("tapedeck.report.v1", "7", "its last sequence")]
    [InlineData("tapedeck.event-page.v1", "null", "cut short")]
    [InlineData("tapedeck.event-page.v1", "null\n{}", "cut short")]
    public void What_cannot_be_read_is_named(string manifest, string body, string fault)
    {
        var refused = Assert.Throws<InvalidDataException>(() => NodeWire.Decode(manifest, Encoding.UTF8.GetBytes(body)));

        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    private static object RoundTrip(object message) => NodeWire.Decode(NodeWire.Manifest(message), NodeWire.Encode(message));

    /// <summary>Without half characters, which no UTF-8 can carry.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
