using System.CommandLine;

namespace Tapedeck.Host.Commands;

/// <summary>The options that say what a command's output is.</summary>
internal static class OutputOptions
{
    /// <summary><c>--json</c>: the output is data.</summary>
    public static Option<bool> Json(string what) => new("--json")
    {
        Description = $"JSON on standard output: {what[..1].ToLowerInvariant()}{what[1..]}",
    };

    /// <summary><c>--limit N</c>.</summary>
    public static Option<int?> Limit(string description)
    {
        var limit = new Option<int?>("--limit") { Description = description, HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--limit: expected a whole number of at least 1");
        });
        return limit;
    }
}
