using System.CommandLine;

namespace Tapedeck.Host.Commands;

/// <summary>The option that makes a command's output data.</summary>
internal static class OutputOptions
{
    public static Option<bool> Json(string what) => new("--json")
    {
        Description = $"JSON on standard output: {what[..1].ToLowerInvariant()}{what[1..]}",
    };
}
