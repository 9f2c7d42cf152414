using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Support;
using static Tapedeck.Client.NodeProtocol;

namespace Tapedeck.Tests.Ingest;

/// <summary>Feeding back with the real enricher and the real journal.</summary>
public sealed class QuarantineActorSpec : TestKit
{
    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;
    private readonly IActorRef _quarantine;

    public QuarantineActorSpec()
    {
        _folder = new JournalFolder(_temp.Path);
        File.WriteAllLines(
            _folder.Quarantine,
            [
                Record("garbage"), Record(Message("a")), Record(Message("b"), topic: "gemini_cli"),
                Record("abc", parts: 3), Record("head", size: 9_000_000), Record(Message("c")),
            ]);
        var settings = new JournalSettings(_folder, 1000, DurabilityPolicy.Group, RollPolicy.Never, DiskStorage.Instance);
        var journal = Sys.ActorOf(
            Props.Create(() => new JournalActor(settings, TimeProvider.System, NullLogger.Instance)), "journal");
        journal.Tell(JournalProtocol.Open.Instance, TestActor);
        ExpectMsg<JournalProtocol.JournalOpened>();
        var enricher = Sys.ActorOf(Props.Create(() => new EnricherActor(
            Some.Taxonomy(), 1_000_000, null, journal, NullLogger.Instance)), "enricher");
        _quarantine = Sys.ActorOf(Props.Create(() => new QuarantineActor(_folder, enricher, journal)), "quarantine");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _temp.Dispose();
    }

    [Fact]
    public void What_is_understood_now_is_recorded_once_and_the_rest_is_told_with_its_reason()
    {
        var first = Retry();
        Assert.Equal((3, 0), (first.Retried, first.Already));
        Assert.Equal(
            [1L, 4L, 5L], first.Rejected.Select(rejection => rejection.Line));
        Assert.Equal("only its head was kept", first.Rejected[2].Reason);

        var second = Retry();
        Assert.Equal((0, 3, 3), (second.Retried, second.Already, second.Rejected.Count));

        Assert.Equal(["a", "b", "c"], Events().Select(line => line.GetProperty("Id").GetString()));
        Assert.Equal("gemini_cli", Events()[1].GetProperty("Metadata").GetProperty("receiver").GetString());
        Assert.Equal(6, File.ReadLines(_folder.Quarantine).Count());
    }

    [Fact]
    public void A_repaired_frame_is_recorded_in_place_of_its_line()
    {
        var answer = Retry(line: 4, frame: Message("repaired"));

        Assert.Equal((1, 0, 0), (answer.Retried, answer.Already, answer.Rejected.Count));
        var metadata = Assert.Single(Events()).GetProperty("Metadata");
        Assert.Equal(("quarantine", 4), (
            metadata.GetProperty("producer").GetString(), metadata.GetProperty("producer_sequence").GetInt32()));
        Assert.Equal("2026-11-22T09:00:00.123456Z", metadata.GetProperty("recorded_at").GetString());
    }

    [Fact]
    public void A_repair_that_is_still_no_message_changes_nothing()
    {
        Assert.Equal(1, Assert.Single(Retry(line: 1, frame: "still garbage").Rejected).Line);
        Assert.Equal(1, Retry(line: 1, frame: Message("at last")).Retried);
    }

    [Fact]
    public void A_line_that_is_not_there_is_said_so()
    {
        Assert.Equal("there is no such line in the quarantine", Assert.Single(Retry(line: 7).Rejected).Reason);
    }

    private QuarantineRetried Retry(long? line = null, string? frame = null)
    {
        _quarantine.Tell(new RetryQuarantine(line, frame is null ? null : Encoding.UTF8.GetBytes(frame)), TestActor);
        return ExpectMsg<QuarantineRetried>(TimeSpan.FromSeconds(10));
    }

    private IReadOnlyList<JsonElement> Events() =>
        [.. File.ReadLines(_folder.Session).Select(line => JsonElement.Parse(line))];

    private static string Message(string id) => $$"""{"message_id":"{{id}}","from":"claude_code","content":"hello"}""";

    private static string Record(string frame, string topic = "", int parts = 1, long? size = null)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new QuarantinedFrame("not understood then", "push", Some.RecordedAt, size ?? frame.Length, parts, IsHead: size is not null)
            .WriteLine(Encoding.UTF8.GetBytes(topic), Encoding.UTF8.GetBytes(frame), output);
        return Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n');
    }
}
