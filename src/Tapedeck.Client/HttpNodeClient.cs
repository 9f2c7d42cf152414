using System.Net;
using System.Text;

namespace Tapedeck.Client;

/// <summary>Asks a node over HTTP, at the address of its <c>tapedeck.http.bind</c>.</summary>
public sealed class HttpNodeClient : INodeClient
{
    /// <summary>The header of <c>/api/events</c> with the cursor of the next page; absent on the last one.</summary>
    public const string NextHeader = "Tapedeck-Next";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    /// <param name="node">Such as <c>http://127.0.0.1:5580</c>.</param>
    public HttpNodeClient(Uri node) => _http = new HttpClient { BaseAddress = node, Timeout = AnswerWithin };

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
        var (lines, next) = await AskAsync("/api/events" + EventQueryString.Of(query), cancellation).ConfigureAwait(false);
        return new NodeProtocol.EventPage(NodeWire.SplitLines(lines), next);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(byte[] Body, string? Next)> AskAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellation).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new NodeClientException(
                    $"the node at {_http.BaseAddress} refuses: {Encoding.UTF8.GetString(body).Trim()}");
            return (body, answer.Headers.TryGetValues(NextHeader, out var next) ? next.First() : null);
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new NodeClientException(
                $"no node answers at {_http.BaseAddress}: {failure.Message.TrimEnd('.')}: start one with tapedeck node", failure);
        }
    }
}
