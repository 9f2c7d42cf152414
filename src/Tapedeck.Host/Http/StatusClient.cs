using System.Net.Http.Json;
using System.Text.Json;
using Tapedeck.Host.Commands;
using Tapedeck.Monitoring;

namespace Tapedeck.Host.Http;

/// <summary>Asks a running node for its status over HTTP.</summary>
internal static class StatusClient
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <exception cref="CommandFailedException">No node answers there.</exception>
    public static async Task<StatusSnapshot> GetAsync(Uri node, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = node, Timeout = AnswerWithin };
        try
        {
            var status = await client.GetFromJsonAsync("/api/status", StatusJson.Default.StatusSnapshot, stop);
            return status ?? throw new CommandFailedException($"the node at {node} gave an empty answer");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException
            || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new CommandFailedException(
                $"no node answers at {node}: {failure.Message.TrimEnd('.')}: start one with tapedeck node");
        }
    }
}
