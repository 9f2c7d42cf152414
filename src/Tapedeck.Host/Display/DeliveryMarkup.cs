using System.Globalization;
using Spectre.Console;
using Tapedeck.Query;

namespace Tapedeck.Host.Display;

/// <summary>
/// What became of a message, in one console line: sequence, when it was sent, who to whom, who received it and how long that
/// took.
/// </summary>
internal static class DeliveryMarkup
{
    private const int LongestField = 60;

    public static string Of(MessageDelivery message)
    {
        var sequence = message.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "-";
        var sent = message.SentAt?.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "no time";
        var people = Field($"{message.Speaker} → {message.Receiver}");
        return $"[grey]{sequence,6} {sent,-24}[/] [{EventLineMarkup.ColourOf(message.Speaker)}]{people}[/] {Outcome(message)}";
    }

    /// <summary>What became of all, in one line without markup.</summary>
    public static string Of(DeliverySummary summary)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Messages:N0} messages, {summary.Received:N0} received, {summary.NotReceived:N0} not received");
        return summary.Percentile(0.5) is { } median && summary.Percentile(0.99) is { } slow
            ? $"{counts}, after {Seconds(median)} (median), {Seconds(slow)} (p99)"
            : counts;
    }

    private static string Seconds(double seconds) => seconds.ToString("N3", CultureInfo.InvariantCulture) + " s";

    private static string Outcome(MessageDelivery message)
    {
        if (!message.IsReceived)
            return "[red]not received[/]";
        var after = message.Seconds is { } seconds ? $" after {Seconds(seconds)}" : ", nobody knows when";
        var others = message.Observations > 1
            ? string.Create(CultureInfo.InvariantCulture, $", the first of {message.Observations}")
            : "";
        return $"[green]received[/] by {Field(message.ReceivedBy!)}{after}{others}";
    }

    private static string Field(string text) => Markup.Escape(ConsoleText.Shorten(ConsoleText.OneLine(text), LongestField));
}
