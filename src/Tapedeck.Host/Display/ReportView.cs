using System.Globalization;
using Spectre.Console;
using Tapedeck.Analytics;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Host.Display;

/// <summary>A report on the console: totals, bars, the score with its parts, the findings.</summary>
internal static class ReportView
{
    private const int MostBars = 10;
    private const int Width = 40;
    private const int LongestName = 28;

    public static void Show(AnalyticsReport report)
    {
        var (lines, tally) = (ConsoleLines.Output(), report.Tally);
        lines.Write($"[bold]{Number(tally.Events)} events[/], {Number(tally.Messages)} messages in them, {Number(tally.Speakers.Distinct)} speakers, "
            + $"{Number(tally.Contexts.Distinct)} contexts, {Day(tally.Times.Earliest)} to {Day(tally.Times.Latest)}");
        lines.Write($"{Number(tally.Empty)} without text, {Number(tally.UnknownSpeakers)} of unknown speakers, {Number(tally.Undated)} undated");
        Bars(lines, "speakers", tally.Speakers);
        Bars(lines, "pairs", tally.Pairs);
        Bars(lines, "domains", tally.Domains);
        Bars(lines, "ACE tiers", tally.Tiers);
        Bars(lines, "SHL tags", tally.Tags);
        Bars(lines, "keywords", tally.Keywords);
        Bars(lines, "days", tally.Days.Counts.OrderByDescending(day => day.Key, StringComparer.Ordinal).Take(MostBars).Reverse(), tally.Days.Distinct);
        lines.Write("");
        lines.Write($"[bold]collaboration score {report.Score.Value.ToString("0.00", CultureInfo.InvariantCulture)}[/], the mean of:");
        foreach (var part in report.Score.Parts)
            lines.Write($"  {part.Name,-10} {part.Value.ToString("0.00", CultureInfo.InvariantCulture),6}  [grey]{Markup.Escape(part.Inputs)}[/]");
        lines.Write("");
        foreach (var finding in report.Findings)
            lines.Write(Markup.Escape("- " + ConsoleText.OneLine(finding)));
        lines.Flush();
    }

    private static void Bars(ConsoleLines lines, string title, KeyCounter counter) =>
        Bars(lines, title, counter.Ranked().Take(MostBars), counter.Distinct);

    private static void Bars(ConsoleLines lines, string title, IEnumerable<KeyValuePair<string, long>> counts, int distinct)
    {
        var shown = counts.ToList();
        if (shown.Count == 0)
            return;
        lines.Write("");
        lines.Write(distinct > shown.Count ? $"[bold]{title}[/] [grey]{shown.Count} of {Number(distinct)}[/]" : $"[bold]{title}[/]");
        var largest = shown.Max(pair => pair.Value);
        foreach (var (key, count) in shown)
        {
            var name = ConsoleText.Shorten(ConsoleText.OneLine(key), LongestName);
            var bar = new string('█', Math.Max(1, (int)Math.Round((double)Width * count / largest)));
            lines.Write($"  {Markup.Escape(name.PadRight(LongestName))} [teal]{bar}[/] {Number(count)}");
        }
    }

    private static string Day(long time) => LineTime.TextOf(time)?[..10] ?? "no date";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
