using Spectre.Console;
using Tapedeck.Host.Demo;

namespace Tapedeck.Host.Display;

/// <summary>The demo's summary on the console.</summary>
internal static class DemoView
{
    public static void Show(DemoSummary summary)
    {
        AnsiConsole.WriteLine();
        var table = new Table().Border(TableBorder.Rounded)
            .Title($"{summary.Sent} messages sent, {summary.Recorded} recorded and durable, seen {summary.Deliveries} times more")
            .AddColumns("speakers", "domains", "ACE tiers", "SHL tags")
            .AddRow(Lines(summary.Speakers), Lines(summary.Domains), Lines(summary.Tiers), Lines(summary.Tags));
        AnsiConsole.Write(table);

        // Plain lines: a path must stay whole, to be copied.
        Console.WriteLine($"recorded in {summary.Session}");
        Console.WriteLine($"ask it:     ./tapedeck query --logs {Path.GetDirectoryName(summary.Session)} --tag Question-Open");
    }

    private static string Lines(SortedDictionary<string, int> tally) =>
        Markup.Escape(string.Join('\n', tally.Select(entry => $"{entry.Value,3}  {entry.Key}")));
}
