using System.CommandLine;
using Tapedeck.Configuration;
using Tapedeck.Host.Node;

namespace Tapedeck.Host.Commands;

/// <summary>The options that every command with a configuration takes.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Option<FileInfo?> _config = new("--config")
    {
        Description = "Configuration file; the default is hocon/node.conf.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _logs = new("--logs")
    {
        Description = "Folder of the recording; the default is tapedeck.logs, conversation_logs.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets one key over the configuration file; may be given more than once.",
        HelpName = "key=value",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_logs);
        command.Options.Add(_set);
    }

    /// <exception cref="Hocon.HoconException">The configuration is faulty; the message says where.</exception>
    /// <exception cref="UsageException">A <c>--set</c> has no key, or the file is not there.</exception>
    public RecorderSettings Load(ParseResult parsed)
    {
        var file = parsed.GetValue(_config);
        if (file is { Exists: false })
            throw new UsageException($"no configuration file at {file.FullName}");
        var overrides = parsed.GetValue(_set)!.Select(SplitPair).ToList();
        if (parsed.GetValue(_logs) is { } logs)
            overrides.Add(("tapedeck.logs", logs));
        return SettingsLoader.Load(ShippedFiles.Reference, file?.FullName ?? ShippedFiles.Node, overrides);
    }

    private static (string Key, string Value) SplitPair(string pair)
    {
        var equals = pair.IndexOf('=');
        return equals > 0
            ? (pair[..equals].Trim(), pair[(equals + 1)..].Trim())
            : throw new UsageException($"--set {pair}: expected key=value, such as tapedeck.http.bind=127.0.0.1:5580");
    }
}
