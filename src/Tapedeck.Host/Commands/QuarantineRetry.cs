using System.Text.Json;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Journal;

namespace Tapedeck.Host.Commands;

/// <summary><c>tapedeck quarantine --retry</c>: asks the node that records into the folder to try frames again.</summary>
/// <param name="Line">Which; null for all.</param>
/// <param name="With">File with the repaired frame; null for the frame as it came.</param>
/// <param name="Node">The node to ask; null for the folder's.</param>
internal sealed record QuarantineRetry(long? Line, FileInfo? With, Uri? Node)
{
    /// <returns>The exit code: failed if a frame still is no message.</returns>
    /// <exception cref="CommandFailedException">There is no node to ask.</exception>
    /// <exception cref="UsageException">The node cannot be asked that, or the file is not there.</exception>
    public async Task<int> RunAsync(RecorderSettings settings, bool asJson, CancellationToken stop)
    {
        if (With is { Exists: false })
            throw new UsageException($"--with {With}: no file at {With.FullName}");
        var url = Node ?? NodeOptions.UrlOfNodeIn(new JournalFolder(settings.Logs)) ?? throw new CommandFailedException(
            $"no node records into {settings.Logs}: start one with tapedeck node --logs DIR, or name one with --node URL");

        var frame = With is null ? null : await File.ReadAllBytesAsync(With.FullName, stop);
        await using var client = NodeOptions.Http(url);
        var answer = await client.RetryQuarantineAsync(new NodeProtocol.RetryQuarantine(Line, frame), stop);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(answer, ClientJson.Default.QuarantineRetried));
        else
            Show(answer);
        return answer.Rejected.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(NodeProtocol.QuarantineRetried answer)
    {
        Console.WriteLine($"{answer.Retried} recorded, {answer.Already} had been before, {answer.Rejected.Count} rejected");
        foreach (var rejection in answer.Rejected)
            Console.WriteLine($"line {rejection.Line}: {Display.ConsoleText.OneLine(rejection.Reason)}");
    }
}
