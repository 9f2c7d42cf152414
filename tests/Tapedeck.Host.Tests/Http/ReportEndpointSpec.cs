using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Analytics;
using Tapedeck.Analytics.Html;
using Tapedeck.Client;
using Tapedeck.Host.Http;
using Tapedeck.Query;
using Tapedeck.Tests.Analytics;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Http;

/// <summary>A node's reports over HTTP, of an analytics that answers with the filter's speaker.</summary>
public sealed class ReportEndpointSpec : TestKit, IAsyncLifetime
{
    private const string Unwilling = "unwilling";

    private readonly HttpClient _http = new();
    private NodeServer _server = null!;

    public async Task InitializeAsync()
    {
        var analytics = Sys.ActorOf(Props.Create(() => new Analytics()));
        var node = Sys.ActorOf(Props.Create(() =>
            new NodeActor(analytics, analytics, analytics, analytics, analytics, NullLogger.Instance)));
        _server = await NodeServer.StartAsync("127.0.0.1:0", node);
        _http.BaseAddress = new Uri(_server.Url);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_is_json_and_tells_how_far_it_looked()
    {
        await using var client = new HttpNodeClient(_http.BaseAddress!);

        var report = await client.GetReportAsync();
        var filtered = await client.GetReportAsync(new EventFilter { Speaker = "gemini_cli" });

        Assert.Equal(7, report.LastSequence);
        Assert.Equal(ReportJson.Of(SomeReport.Of("everybody")), report.Json.ToArray());
        Assert.Equal(ReportJson.Of(SomeReport.Of("gemini_cli")), filtered.Json.ToArray());
    }

    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("md", "text/markdown; charset=utf-8")]
    [InlineData("html", "text/html; charset=utf-8")]
    public async Task It_comes_in_the_format_that_is_asked_for(string name, string mediaType)
    {
        using var answer = await _http.GetAsync($"/api/report?format={name}&speaker=claude_code");

        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("7", Assert.Single(answer.Headers.GetValues(HttpNodeClient.LastSequenceHeader)));
        var report = SomeReport.Of("claude_code");
        var text = name switch { "json" => null, "md" => ReportMarkdown.Of(report), _ => ReportHtml.Of(report) };
        Assert.Equal(text is null ? ReportJson.Of(report) : Encoding.UTF8.GetBytes(text), await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("format=pdf", HttpStatusCode.BadRequest, "\"pdf\" is no format of a report, expected any of json, md and html")]
    [InlineData("limit=1", HttpStatusCode.BadRequest, "limit is no condition")]
    [InlineData("from=yesterday", HttpStatusCode.BadRequest, "expected a time")]
    [InlineData("speaker=" + Unwilling, HttpStatusCode.ServiceUnavailable, "the journal cannot be read")]
    public async Task A_question_that_cannot_be_answered_is_told_why(string query, HttpStatusCode status, string reason)
    {
        using var answer = await _http.GetAsync($"/api/report?{query}");

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_shows_and_writes_what_the_node_answers()
    {
        using var folder = new TempFolder();

        await using var report = HostProcess.Start(
            "report", "--node", _server.Url, "--out", folder.Path, "--speaker", "gemini_cli", "--format", "json,md,html");
        await using var refused = HostProcess.Start("report", "--node", _server.Url, "--speaker", Unwilling);

        Assert.Equal(0, await report.ExitAsync());
        Assert.Contains("gemini_cli", report.Output, StringComparison.Ordinal);
        var name = Path.Combine(folder.Path, SomeReport.Report.FileName);
        Assert.Equal(ReportJson.Of(SomeReport.Of("gemini_cli")), await File.ReadAllBytesAsync(name + ".json"));
        Assert.True(File.Exists(name + ".md") && File.Exists(name + ".html"));
        Assert.Equal(1, await refused.ExitAsync());
        Assert.Contains("refuses: the journal cannot be read", refused.Errors, StringComparison.Ordinal);
    }

    private sealed class Analytics : ReceiveActor
    {
        public Analytics() => Receive<AnalyticsProtocol.MakeReport>(request => Sender.Tell(request.Filter?.Speaker == Unwilling
            ? new NodeProtocol.Refused("the journal cannot be read")
            : new AnalyticsProtocol.ReportMade(SomeReport.Of(request.Filter?.Speaker ?? "everybody"), LastSequence: 7)));
    }
}
