using System.Globalization;
using Spectre.Console;
using Tapedeck.Client;

namespace Tapedeck.Host.Display;

/// <summary>Checkpoints for people: a line each.</summary>
internal static class CheckpointView
{
    public static void Show(NodeProtocol.CheckpointMade made)
    {
        var lines = ConsoleLines.Output();
        if (!made.IsNew)
            lines.Write("no events since the last checkpoint: none was made");
        if (made.Checkpoint is { } checkpoint)
            lines.Write(Line(checkpoint));
        lines.Flush();
    }

    public static void Show(IReadOnlyList<CheckpointFacts> checkpoints)
    {
        var lines = ConsoleLines.Output();
        foreach (var checkpoint in checkpoints)
            lines.Write(Line(checkpoint));
        lines.Write(checkpoints.Count == 0
            ? "there are no checkpoints"
            : $"[grey]{Number(checkpoints.Count)} checkpoints, {Number(checkpoints.Sum(checkpoint => checkpoint.MessageCount))} events[/]");
        lines.Flush();
    }

    private static string Line(CheckpointFacts checkpoint) =>
        $"{Markup.Escape(checkpoint.CheckpointId)}  events {checkpoint.FirstSequence}-{checkpoint.LastSequence}  "
        + $"{Number(checkpoint.MessageCount)} events, {Number(checkpoint.SizeBytes)} bytes  "
        + (checkpoint.FirstTimestamp is null ? "" : $"[grey]{checkpoint.FirstTimestamp} to {checkpoint.LastTimestamp}[/]");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
