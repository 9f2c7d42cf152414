using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>Reports as a user makes them.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_is_shown_and_written_as_json_and_markdown()
    {
        Record("""{"SpeakerName":"claude_code","Timestamp":"2026-11-22T09:00:00Z"}""", """{"SpeakerName":"gemini_cli","Timestamp":"2026-11-23T09:00:00Z"}""");

        await using var report = HostProcess.Start("report", "--logs", _folder.Path, "--out", _folder.File("reports"));

        Assert.Equal(0, await report.ExitAsync());
        Assert.Contains("2 events", report.Output, StringComparison.Ordinal);
        Assert.Contains("collaboration score", report.Output, StringComparison.Ordinal);
        var json = Assert.Single(Directory.EnumerateFiles(_folder.File("reports"), "analytics_report_????????_??????.json"));
        Assert.Equal(2, JsonElement.Parse(await File.ReadAllTextAsync(json)).GetProperty("total_items").GetInt32());
        Assert.Contains("## Speaker activity", await File.ReadAllTextAsync(Path.ChangeExtension(json, ".md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_data_it_is_the_json_alone_of_what_passes_the_filters()
    {
        Record("""{"SpeakerName":"claude_code","Timestamp":"2026-11-22T09:00:00Z"}""", """{"SpeakerName":"gemini_cli","Timestamp":"2026-11-23T09:00:00Z"}""");

        await using var report = HostProcess.Start(
            "report", "--logs", _folder.Path, "--json", "--from", "2026-11-23", "--set", $"tapedeck.report.directory={_folder.File("reports")}");

        Assert.Equal(0, await report.ExitAsync());
        Assert.Equal("gemini_cli", Assert.Single(JsonElement.Parse(report.Output).GetProperty("speakers").EnumerateObject()).Name);
        Assert.False(Directory.Exists(_folder.File("reports")));
    }

    [Fact]
    public async Task The_formats_that_are_asked_for_are_written_and_no_others()
    {
        Record("""{"SpeakerName":"claude_code","Timestamp":"2026-11-22T09:00:00Z"}""");

        await using var report = HostProcess.Start("report", "--logs", _folder.Path, "--out", _folder.File("reports"), "--format", "html");
        await using var wrong = HostProcess.Start("report", "--logs", _folder.Path, "--format", "json,pdf");

        Assert.Equal(0, await report.ExitAsync());
        var html = Assert.Single(Directory.EnumerateFiles(_folder.File("reports")));
        Assert.EndsWith(".html", html, StringComparison.Ordinal);
        Assert.Contains(">claude_code</text>", await File.ReadAllTextAsync(html), StringComparison.Ordinal);
        Assert.Equal(2, await wrong.ExitAsync());
        Assert.Contains("\"pdf\" is no format of a report, expected any of json, md and html", wrong.Errors, StringComparison.Ordinal);
    }

    private void Record(params string[] lines) => File.WriteAllLines(_folder.File("current_session.jsonl"), lines);
}
