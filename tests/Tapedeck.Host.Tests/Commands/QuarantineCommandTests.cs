using System.Text;
using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>What was no message, listed, shown, and tried again, as a user does it.</summary>
public sealed class QuarantineCommandTests : IDisposable
{
    private const string Answer = """{"retried":3,"already":1,"rejected":[{"line":7,"reason":"not JSON"}]}""";

    private readonly TempFolder _folder = new();

    public QuarantineCommandTests() => File.WriteAllLines(_folder.File("quarantine.jsonl"), [
        Record("not JSON: unexpected byte", Encoding.UTF8.GetBytes("{\"from\":\u001b[31m ä")),
        $$"""{"Reason":"too large","Source":"push","ReceivedAt":"2026-11-22T09:00:00.123456Z","Size":9000,"Head":"{{Convert.ToBase64String(new byte[4096])}}"}""",
        Record("no message", "{}"u8.ToArray(), """
            ,"Producer":"claude_code/1","ProducerSequence":42,"Topic":"Z2VtaW5pX2NsaQ=="
            """),
    ]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task As_data_each_frame_is_an_object()
    {
        await using var command = Start("--json");

        Assert.Equal(0, await command.ExitAsync());
        var lines = command.Output.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal(
            """{"line":3,"received_at":"2026-11-22T09:00:00.123456Z","source":"push","size":2,"parts":2,"reason":"no message","whole":true,"first_bytes":"{}","topic":"gemini_cli","producer":"claude_code/1","producer_sequence":42}""",
            lines[2]);
        Assert.False(JsonElement.Parse(lines[1]).GetProperty("whole").GetBoolean());
    }

    [Fact]
    public async Task For_people_it_is_a_line_a_frame_that_cannot_steer_the_terminal()
    {
        await using var command = Start("--limit", "1");

        Assert.Equal(0, await command.ExitAsync());
        Assert.Equal("     1 2026-11-22 09:00:00Z push 16 B not JSON: unexpected byte {\"from\":.[31m ä", command.Output);
    }

    [Fact]
    public async Task What_was_recorded_again_is_listed_only_if_asked_for()
    {
        File.WriteAllText(
            _folder.File("current_session.jsonl"),
            """{"Id":"a","Metadata":{"producer":"quarantine","producer_sequence":2,"sequence":1}}""" + "\n");

        await using var open = Start("--json");
        await using var all = Start("--json", "--all");

        Assert.Equal((0, 0), (await open.ExitAsync(), await all.ExitAsync()));
        Assert.Equal([1, 3], LinesOf(open));
        Assert.Equal([1, 2, 3], LinesOf(all));
    }

    private static IEnumerable<int> LinesOf(HostProcess command) =>
        command.Output.Split('\n').Select(line => JsonElement.Parse(line).GetProperty("line").GetInt32());

    [Fact]
    public async Task One_frame_is_written_as_it_came_to_be_repaired()
    {
        await using var command = Start("--line", "1", "--raw");

        Assert.Equal(0, await command.ExitAsync());
        Assert.Equal("{\"from\":\u001b[31m ä", command.Output);
    }

    [Theory]
    [InlineData(1, "only the first 4096 of 9000 bytes were kept", "--line", "2", "--raw")]
    [InlineData(1, "no frame in line 9", "--line", "9")]
    [InlineData(1, "start one with tapedeck node", "--retry")]
    [InlineData(1, "no node answers", "--retry", "--node", "http://127.0.0.1:1")]
    [InlineData(2, "over HTTP only", "--retry", "--node", "akka.tcp://tapedeck@127.0.0.1:5590")]
    [InlineData(2, "no file at", "--retry", "--line", "1", "--with", "/nowhere/frame")]
    [InlineData(2, "expected --retry --line N", "--retry", "--with", "/nowhere/frame")]
    [InlineData(2, "expected --line N", "--raw")]
    [InlineData(2, "at least 1", "--line", "0")]
    public async Task What_cannot_be_done_is_told(int exitCode, string named, params string[] arguments)
    {
        await using var command = Start(arguments);

        Assert.Equal(exitCode, await command.ExitAsync());
        Assert.Contains(named, command.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_quarantine_is_no_failure()
    {
        File.Delete(_folder.File("quarantine.jsonl"));

        await using var command = Start();

        Assert.Equal((0, ""), (await command.ExitAsync(), command.Output));
    }

    [Fact]
    public async Task A_repaired_frame_is_sent_to_the_node_with_its_line_and_what_is_rejected_fails()
    {
        await using var node = await AnsweringNode.StartAsync(Answer);
        await File.WriteAllTextAsync(_folder.File("repaired"), "{\"from\":\"ä\"}");

        await using var command = Start("--retry", "--line", "7", "--with", _folder.File("repaired"), "--node", node.Url);

        Assert.Equal(1, await command.ExitAsync());
        Assert.Equal(("POST /api/quarantine/retry?line=7", "{\"from\":\"ä\"}"), node.Asked);
        Assert.Equal("3 recorded, 1 had been before, 1 rejected\nline 7: not JSON", command.Output);
    }

    [Fact]
    public async Task All_are_tried_again_without_a_body_and_the_answer_is_data()
    {
        await using var node = await AnsweringNode.StartAsync(Answer.Replace("{\"line\":7,\"reason\":\"not JSON\"}", "", StringComparison.Ordinal));

        await using var command = Start("--retry", "--json", "--node", node.Url);

        Assert.Equal(0, await command.ExitAsync());
        Assert.Equal(("POST /api/quarantine/retry", ""), node.Asked);
        Assert.Equal("""{"retried":3,"already":1,"rejected":[]}""", command.Output);
    }

    private HostProcess Start(params string[] arguments) => HostProcess.Start(["quarantine", "--logs", _folder.Path, .. arguments]);

    private static string Record(string reason, byte[] frame, string more = "") =>
        $$"""{"Reason":"{{reason}}","Source":"push","ReceivedAt":"2026-11-22T09:00:00.123456Z","Size":{{frame.Length}}{{more}},"Bytes":"{{Convert.ToBase64String(frame)}}"}""";
}
