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

    /// <summary>A client of a node for what can be asked over HTTP only.</summary>
    /// <exception cref="UsageException">The URL is another kind.</exception>
    public static HttpNodeClient Http(Uri url) => url.Scheme is "http" or "https"
        ? new HttpNodeClient(url)
        : throw new UsageException($"--node {url}: a node answers this over HTTP only, expected a URL such as http://127.0.0.1:5580");

    /// <summary>Where the node answers that records into the folder, or null if none does.</summary>
    public static Uri? UrlOfNodeIn(JournalFolder folder) =>
        FolderLock.IsHeld(folder) && NodeFile.Read(folder)?.Http is { } http ? new Uri(http) : null;
}
