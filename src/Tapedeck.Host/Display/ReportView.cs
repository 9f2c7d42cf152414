using System.Globalization;
using Spectre.Console;
using Tapedeck.Analytics;

namespace Tapedeck.Host.Display;

/// <summary>A report on the console: totals, bars, the score with its parts, the findings.</summary>
internal static class ReportView
{
    private const int MostBars = 10;
    private const int Width = 40;
    private const int LongestName = 28;

    public static void Show(AnalyticsReport report)
    {
        var lines = ConsoleLines.Output();
        lines.Write($"[bold]{Number(report.TotalItems)} events[/], {Number(report.TotalMessagesWithinThreads)} messages in them, "
            + $"{Number(report.Distinct["speakers"])} speakers, {Number(report.ContextsCount)} contexts, "
            + $"{Day(report.FirstTimestamp)} to {Day(report.LastTimestamp)}");
        lines.Write($"{Number(report.EmptyMessages)} without text, {Number(report.UnknownSpeakers)} of unknown speakers, {Number(report.Undated)} undated");
        Bars(lines, "speakers", report.Speakers, report.Distinct["speakers"]);
        Bars(lines, "pairs", report.Pairs, report.Distinct["pairs"]);
        ShowResponses(lines, report.ResponseTimes);
        Bars(lines, "domains", report.ChainTypes, report.Distinct["chain_types"]);
        Bars(lines, "ACE tiers", report.AceTiers, report.Distinct["ace_tiers"]);
        Bars(lines, "SHL tags", report.MetadataInsights.ShlTagsFrequency, report.Distinct["shl_tags"]);
        Bars(lines, "keywords", report.Keywords, report.Distinct["keywords"]);
        Bars(lines, "days", new KeyCounts([.. report.Timeline.Counts.TakeLast(MostBars)]), report.Distinct["timeline"]);
        ShowScore(lines, "collaboration score", report.CollaborationScore, report.CollaborationScoreParts, "the mean of");
        ShowScore(lines, "insight score", report.InsightScore, report.InsightScoreParts, "the mean of these but substance, times substance");
        lines.Write("");
        foreach (var finding in report.KeyFindings)
            lines.Write(Markup.Escape("- " + ConsoleText.OneLine(finding)));
        lines.Flush();
    }

    private static void ShowResponses(ConsoleLines lines, IReadOnlyList<PairResponses> pairs)
    {
        if (pairs.Count == 0)
            return;
        lines.Write("");
        lines.Write("[bold]response times[/] [grey]median, mean, longest in seconds[/]");
        foreach (var pair in pairs.Take(MostBars))
        {
            var name = ConsoleText.Shorten(ConsoleText.OneLine($"{pair.From} → {pair.To}"), LongestName);
            lines.Write($"  {Markup.Escape(name.PadRight(LongestName))} {Decimals(pair.MedianSeconds),10} {Decimals(pair.MeanSeconds),10} "
                + $"{Decimals(pair.LongestSeconds),10}  [grey]{Number(pair.Count)} responses[/]");
        }
    }

    private static void ShowScore(ConsoleLines lines, string name, double score, IReadOnlyList<ScorePart> parts, string how)
    {
        lines.Write("");
        lines.Write($"[bold]{name} {Decimals(score)}[/], {how}:");
        foreach (var part in parts)
            lines.Write($"  {part.Name,-10} {(part.Value is { } value ? Decimals(value) : "–"),6}  [grey]{Markup.Escape(part.Inputs)}[/]");
    }

    private static void Bars(ConsoleLines lines, string title, KeyCounts counts, long distinct)
    {
        var shown = counts.Counts.Take(MostBars).ToList();
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

    private static string Day(string? time) => time?[..10] ?? "no date";

    private static string Decimals(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
