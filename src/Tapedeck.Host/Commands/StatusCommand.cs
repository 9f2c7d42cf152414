using System.CommandLine;
using System.Text.Json;
using Tapedeck.Host.Display;
using Tapedeck.Host.Http;
using Tapedeck.Journal;
using Tapedeck.Monitoring;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck status</c>: asks the node that records into the folder, or the one at <c>--node</c>. Where no node runs it
/// says what the folder holds.
/// </summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var node = new Option<Uri?>("--node")
        {
            Description = "Asks the node at this address, such as http://127.0.0.1:5580.",
            HelpName = "URL",
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url)
                && url.Scheme is "http" or "https"
                    ? url
                    : Invalid(result, $"--node {result.Tokens[0].Value}: expected a URL such as http://127.0.0.1:5580"),
        };
        var json = OutputOptions.Json("The node's status, or what the folder holds.");
        var command = new Command("status", "Health of a node, or what a folder holds where none runs.") { node, json };
        configuration.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var settings = configuration.Load(parsed);
            var folder = new JournalFolder(settings.Logs);
            var url = parsed.GetValue(node) ?? UrlOfNodeIn(folder);
            if (url is null)
                return ShowFolder(folder, parsed.GetValue(json));
            return await ShowNodeAsync(url, parsed.GetValue(json), stop);
        });
        return command;
    }

    private static Uri? Invalid(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }

    /// <summary>Where the node answers that records into the folder, or null if none does.</summary>
    private static Uri? UrlOfNodeIn(JournalFolder folder) =>
        FolderLock.IsHeld(folder) && NodeFile.Read(folder)?.Http is { } http ? new Uri(http) : null;

    private static async Task<int> ShowNodeAsync(Uri url, bool asJson, CancellationToken stop)
    {
        var status = await StatusClient.GetAsync(url, stop);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(status, StatusJson.Default.StatusSnapshot));
        else
            StatusView.Show(status);
        return status.Reason is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static int ShowFolder(JournalFolder folder, bool asJson)
    {
        var holding = FolderStatus.Of(folder);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(holding, StatusJson.Default.FolderStatus));
        else
            StatusView.Show(holding);
        return ExitCode.Done;
    }
}
