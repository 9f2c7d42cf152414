using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tapedeck.Client;

/// <summary>Asks a node over HTTP, at the address of its <c>tapedeck.http.bind</c>.</summary>
public sealed class HttpNodeClient : INodeClient
{
    /// <summary>The header of <c>/api/events</c> with the cursor of the next page; absent on the last one.</summary>
    public const string NextHeader = "Tapedeck-Next";

    /// <summary>The header of <c>/api/report</c> with the sequence of the last event that the report looked at.</summary>
    public const string LastSequenceHeader = "Tapedeck-Last-Sequence";

    /// <summary>The header, of any value, that a request needs which changes something.</summary>
    public const string ChangeHeader = "Tapedeck-Change";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReportedWithin = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan DoneWithin = TimeSpan.FromMinutes(15);

    private readonly HttpClient _http;

    /// <param name="node">Such as <c>http://127.0.0.1:5580</c>.</param>
    public HttpNodeClient(Uri node) => _http = new HttpClient { BaseAddress = node, Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public async Task<StatusSnapshot> GetStatusAsync(CancellationToken cancellation = default)
    {
        var (body, _) = await AskAsync("/api/status", cancellation).ConfigureAwait(false);
        return (StatusSnapshot)NodeWire.Decode(NodeWire.StatusManifest, body);
    }

    /// <inheritdoc/>
    public async Task<NodeProtocol.EventPage> GetPageAsync(
        NodeProtocol.QueryEvents query, CancellationToken cancellation = default)
    {
        var (lines, headers) = await AskAsync("/api/events" + EventQueryString.Of(query), cancellation).ConfigureAwait(false);
        return new NodeProtocol.EventPage(NodeWire.SplitLines(lines), Value(headers, NextHeader));
    }

    /// <inheritdoc/>
    public async Task<NodeProtocol.ReportSnapshot> GetReportAsync(
        EventFilter? filter = null, CancellationToken cancellation = default)
    {
        using var get = Get("/api/report" + EventQueryString.Of(filter ?? EventFilter.Everything));
        var (json, headers) = await AskAsync(get, ReportedWithin, cancellation).ConfigureAwait(false);
        return long.TryParse(Value(headers, LastSequenceHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new NodeProtocol.ReportSnapshot(json, sequence)
            : throw new NodeClientException($"the node at {_http.BaseAddress} answers what is no report: it has no {LastSequenceHeader}");
    }

    /// <summary>Has the node record again what is in its quarantine: <c>POST /api/quarantine/retry?line=N</c>.</summary>
    /// <param name="request">Which record, and the repaired frame.</param>
    /// <param name="cancellation">Ends the wait; what the node took in by then stays.</param>
    /// <exception cref="NodeClientException">No node answers, or it refuses.</exception>
    public async Task<NodeProtocol.QuarantineRetried> RetryQuarantineAsync(
        NodeProtocol.RetryQuarantine request, CancellationToken cancellation = default)
    {
        var path = request.Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"/api/quarantine/retry?line={line}")
            : "/api/quarantine/retry";
        using var post = Change(path);
        if (request.Frame is not null)
            post.Content = new ByteArrayContent(request.Frame);
        var (body, _) = await AskAsync(post, DoneWithin, cancellation).ConfigureAwait(false);
        return Read(body, ClientJson.Default.QuarantineRetried);
    }

    /// <summary>Has the node make a checkpoint now: <c>POST /api/checkpoints?label=L</c>.</summary>
    /// <param name="label">Becomes part of its name.</param>
    /// <param name="cancellation">Ends the wait; the checkpoint is made all the same.</param>
    /// <exception cref="NodeClientException">No node answers, or it cannot make one.</exception>
    public async Task<NodeProtocol.CheckpointMade> MakeCheckpointAsync(string label, CancellationToken cancellation = default)
    {
        using var post = Change($"/api/checkpoints?label={Uri.EscapeDataString(label)}");
        var (body, _) = await AskAsync(post, DoneWithin, cancellation).ConfigureAwait(false);
        return Read(body, ClientJson.Default.CheckpointMade);
    }

    /// <summary>The node's checkpoints, in the order of their events: <c>GET /api/checkpoints</c>.</summary>
    /// <exception cref="NodeClientException">No node answers, or it refuses.</exception>
    public async Task<IReadOnlyList<CheckpointFacts>> GetCheckpointsAsync(CancellationToken cancellation = default)
    {
        var (body, _) = await AskAsync("/api/checkpoints", cancellation).ConfigureAwait(false);
        return Read(body, ClientJson.Default.IReadOnlyListCheckpointFacts);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(byte[] Body, HttpResponseHeaders Headers)> AskAsync(string path, CancellationToken cancellation)
    {
        using var get = Get(path);
        return await AskAsync(get, AnswerWithin, cancellation).ConfigureAwait(false);
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, new Uri(path, UriKind.Relative));

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;

    private static HttpRequestMessage Change(string path)
    {
        var post = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        post.Headers.Add(ChangeHeader, "1");
        return post;
    }

    private T Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException fault)
        {
            throw new NodeClientException($"the node at {_http.BaseAddress} answers what is no answer: {fault.Message}", fault);
        }
    }

    private async Task<(byte[] Body, HttpResponseHeaders Headers)> AskAsync(
        HttpRequestMessage question, TimeSpan within, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within);
        try
        {
            using var answer = await _http.SendAsync(question, limit.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new NodeClientException(
                    $"the node at {_http.BaseAddress} refuses: {Encoding.UTF8.GetString(body).Trim()}");
            return (body, answer.Headers);
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new NodeClientException(
                $"no node answers at {_http.BaseAddress}: {failure.Message.TrimEnd('.')}: start one with tapedeck node", failure);
        }
    }
}
