using System.Globalization;
using Spectre.Console;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Host.Display;

/// <summary>What a verification found, for people: the findings, a line each, then what is proved.</summary>
internal static class VerificationView
{
    private const int MostShown = 20;

    public static void Show(VerificationReport report)
    {
        var lines = ConsoleLines.Output();
        foreach (var finding in report.Findings.Take(MostShown))
            lines.Write($"[red]{Markup.Escape(ConsoleText.OneLine(finding.ToString()))}[/]");
        if (report.FindingsCount > MostShown)
            lines.Write($"[red]… and {Number(report.FindingsCount - MostShown)} more[/]");
        foreach (var loss in report.KnownLosses)
            lines.Write(Markup.Escape(ConsoleText.OneLine(Text(loss))));
        lines.Write($"{Number(report.Sessions)} sessions, {Number(report.Events)} events, the last of them {report.LastSequence}, "
            + $"{Number(report.Blocks)} blocks; {Number(report.Deliveries)} deliveries, {Number(report.Quarantined)} frames in quarantine; "
            + $"{Number(report.Checkpoints)} checkpoints, {Number(report.ParquetTwins)} as Parquet too");
        if (report.Unnumbered > 0)
            lines.Write($"{Number(report.Unnumbered)} events have no sequence: another program wrote them, they count by their place");
        if (report.State == "recording")
            lines.Write("a node is recording: this is what was durable when it began");
        lines.Write($"chain head {report.ChainHead ?? "unknown"}");
        lines.Write($"{Number(report.Bytes)} bytes in {Number(report.Seconds, "N2")} s, {Number(report.MegabytesPerSecond, "N0")} MB/s");
        lines.Write(report.FindingsCount == 0
            ? "[green]every line, sequence and link is right[/]"
            : $"[red]{Number(report.FindingsCount)} findings, the first one above[/]");
        lines.Flush();
    }

    private static string Text(KnownLoss loss) => string.Create(
        CultureInfo.InvariantCulture,
        $"known loss: events {loss.FirstSequence} to {loss.LastSequence} of {loss.File}, {loss.Reason} (found {loss.RecoveredAt:yyyy-MM-dd HH:mm:ss}Z)");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
