using System.Globalization;
using Spectre.Console;
using Tapedeck.Journal.Recovery;

namespace Tapedeck.Host.Display;

/// <summary>What a repair found and did, for people: a line each, then what it comes to.</summary>
internal static class RepairView
{
    public static void Show(RepairReport report)
    {
        var lines = ConsoleLines.Output();
        foreach (var finding in report.Findings)
            lines.Write($"[{(finding.IsLoss ? "yellow" : "grey")}]{Markup.Escape(ConsoleText.OneLine(Text(finding)))}[/]");
        lines.Write(report.Findings.Count == 0 ? "[green]nothing to do[/]"
            : report.IsLoss ? $"[yellow]{Count(report)}; what was cut is in recovery/[/]"
            : $"[green]{Count(report)}; nothing is lost[/]");
        lines.Flush();
    }

    private static string Text(RepairFinding finding)
    {
        var place = finding.Offset is { } offset
            ? string.Create(CultureInfo.InvariantCulture, $", byte {offset}, {finding.Bytes} bytes")
            : "";
        var lost = finding.Lost is null ? "" : $"; events {finding.Lost} are lost";
        var kept = finding.KeptIn is null ? "" : $"; kept in {finding.KeptIn}";
        return $"{finding.File}{place}: {finding.What}{lost}{kept}";
    }

    private static string Count(RepairReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Findings.Count:N0} things were set right");
}
