using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>What was sent and never received, asked as a user asks it.</summary>
public sealed class DeliveriesCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public DeliveriesCommandTests()
    {
        File.WriteAllLines(_folder.File("current_session.jsonl"), [
            Event(1, "claude_code", "gemini_cli"), Event(2, "gemini_cli", "claude_code"), Event(3, "claude_code", "all"),
            """{"Id":"m4","Timestamp":"2025-12-01T07:00:00Z","SpeakerName":"ops","Metadata":{"sequence":4}}""",
        ]);
        File.WriteAllLines(_folder.File("deliveries.jsonl"), [
            Delivery(1, "gemini_cli", "received", "07:00:00.5"), Delivery(3, "ops", "received", "07:00:05"),
            Delivery(3, "gemini_cli", "received", "07:00:03"), Delivery(2, "gemini_cli", "sent", "07:00:00"),
        ]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_message_to_somebody_says_who_received_it_and_when()
    {
        var (messages, errors) = await AskAsync();

        Assert.Equal([1, 2, 3], messages.Select(message => message.GetProperty("sequence").GetInt32()));
        Assert.Equal(
            """{"sequence":1,"id":"m1","speaker":"claude_code","receiver":"gemini_cli","sent_at":"2025-12-01T07:00:00Z","received_at":"2025-12-01T07:00:00.5Z","received_by":"gemini_cli","seconds":0.5,"observations":1}""",
            messages[0].GetRawText());
        Assert.Equal(
            """{"sequence":2,"id":"m2","speaker":"gemini_cli","receiver":"claude_code","sent_at":"2025-12-01T07:00:00Z","observations":0}""",
            messages[1].GetRawText());
        Assert.Equal(2, messages[2].GetProperty("observations").GetInt32());
        Assert.Contains("3 messages, 2 received, 1 not received, after 0.500 s (median), 3.000 s (p99)", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m2", "--undelivered")]
    [InlineData("m3", "--slower-than", "500ms")]
    [InlineData("m2 m3", "--undelivered", "--slower-than", "0.04m")]
    [InlineData("", "--slower-than", "1h")]
    [InlineData("m1 m3", "--speaker", "claude_code")]
    [InlineData("m3", "--receiver", "ALL")]
    [InlineData("m1", "--limit", "1")]
    [InlineData("", "--from", "2025-12-02")]
    public async Task Messages_are_selected(string ids, params string[] conditions)
    {
        var (messages, _) = await AskAsync(conditions);

        Assert.Equal(ids, string.Join(' ', messages.Select(message => message.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task For_people_it_is_a_line_a_message()
    {
        await using var command = HostProcess.Start("deliveries", "--logs", _folder.Path);

        Assert.Equal(0, await command.ExitAsync());
        var lines = command.Output.Split('\n');
        Assert.Equal("     1 2025-12-01 07:00:00.000Z claude_code → gemini_cli received by gemini_cli after 0.500 s", lines[0]);
        Assert.Equal("     2 2025-12-01 07:00:00.000Z gemini_cli → claude_code not received", lines[1]);
        Assert.EndsWith("received by gemini_cli after 3.000 s, the first of 2", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_no_delivery_are_passed_over_and_told()
    {
        File.AppendAllText(_folder.File("deliveries.jsonl"), "garbage\n");

        await using var command = HostProcess.Start("deliveries", "--logs", _folder.Path, "--json");

        Assert.Equal(1, await command.ExitAsync());
        Assert.Equal(3, command.Output.Split('\n').Length);
        Assert.Contains("1 lines are no event or delivery", command.Errors, StringComparison.Ordinal);
    }

    private async Task<(IReadOnlyList<JsonElement> Messages, string Errors)> AskAsync(params string[] conditions)
    {
        await using var command = HostProcess.Start(["deliveries", "--logs", _folder.Path, "--json", .. conditions]);
        Assert.Equal(0, await command.ExitAsync());
        var lines = command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. lines.Select(line => JsonElement.Parse(line))], command.Errors);
    }

    private static string Event(int sequence, string speaker, string receiver) =>
        $$$"""{"Id":"m{{{sequence}}}","Timestamp":"2025-12-01T07:00:00","SpeakerName":"{{{speaker}}}","Metadata":{"receiver":"{{{receiver}}}","sequence":{{{sequence}}}}}""";

    private static string Delivery(int sequence, string observer, string seen, string time) =>
        $$"""{"Id":"m{{sequence}}","Observer":"{{observer}}","Event":"{{seen}}","Timestamp":"2025-12-01T{{time}}","Source":"push","RecordedAt":"2025-12-01T07:00:09Z","Sequence":{{sequence}}}""";
}
