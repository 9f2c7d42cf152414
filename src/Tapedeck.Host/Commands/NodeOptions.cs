using System.CommandLine;
using Tapedeck.Client;
using Tapedeck.Journal;

namespace Tapedeck.Host.Commands;

/// <summary>The option that names a running node to ask.</summary>
internal static class NodeOptions
{
    private const string Expected = "expected a URL such as http://127.0.0.1:5580 or akka.tcp://tapedeck@127.0.0.1:5590";

    public static Option<Uri?> Node(string description) => new("--node")
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && NodeClient.CanAsk(url))
                return url;
            result.AddError($"--node {text}: {Expected}");
            return null;
        },
    };

    /// <summary>Where the node answers that records into the folder, or null if none does.</summary>
    public static Uri? UrlOfNodeIn(JournalFolder folder) =>
        FolderLock.IsHeld(folder) && NodeFile.Read(folder)?.Http is { } http ? new Uri(http) : null;
}
