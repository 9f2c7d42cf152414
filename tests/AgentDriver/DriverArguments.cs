using System.Globalization;
using Tapedeck.Client;

namespace Tapedeck.AgentDriver;

/// <summary>
/// <c>AGENT --mode acknowledged|fire-and-forget --publish E --subscribe E --record E --push E --spool DIR [--spool-limit N]
/// [--curve-server FILE --curve-certificate FILE]</c>; what goes wrong is told on standard error.
/// </summary>
internal static class DriverArguments
{
    public static (string Agent, AgentOptions Options) Parse(string[] args)
    {
        if (args.Length % 2 == 0)
            throw new ArgumentException("expected an agent's name, and then options with a value each");
        var options = new AgentOptions { Log = line => Console.Error.WriteLine(line) };
        string? server = null, certificate = null;
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--mode" => options with { Mode = ModeOf(value) },
                "--publish" => options with { Publish = value },
                "--subscribe" => options with { Subscribe = value },
                "--record" => options with { Record = value },
                "--push" => options with { Push = value },
                "--spool" => options with { SpoolFolder = value },
                "--spool-limit" => options with { SpoolLimit = long.Parse(value, CultureInfo.InvariantCulture) },
                "--curve-server" => Keep(ref server),
                "--curve-certificate" => Keep(ref certificate),
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };

            AgentOptions Keep(ref string? file)
            {
                file = value;
                return options;
            }
        }

        return (args[0], server is null || certificate is null
            ? options
            : options with { Curve = AgentCurve.Load(server, certificate) });
    }

    private static RecordingMode ModeOf(string text) => text switch
    {
        "acknowledged" => RecordingMode.Acknowledged,
        "fire-and-forget" => RecordingMode.FireAndForget,
        _ => throw new ArgumentException($"unknown mode {text}"),
    };
}
