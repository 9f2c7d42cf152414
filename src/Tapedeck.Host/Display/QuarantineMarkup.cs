using System.Globalization;
using System.Text;
using Spectre.Console;
using Tapedeck.Query;

namespace Tapedeck.Host.Display;

/// <summary>A frame in quarantine, in one console line: its line, when and how it came, its size, the reason, its first bytes.</summary>
internal static class QuarantineMarkup
{
    private const int ShownBytes = 60;
    private const int LongestReason = 160;

    public static string Of(QuarantineRecord record)
    {
        var at = record.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var size = record.Size.ToString("N0", CultureInfo.InvariantCulture);
        var reason = Markup.Escape(ConsoleText.Shorten(ConsoleText.OneLine(record.Reason), LongestReason));
        var topic = record.Topic.Length == 0 ? "" : $"[aqua]{Markup.Escape(Printable(record.Topic))}[/] ";
        return $"[grey]{record.Line,6} {at}[/] {Markup.Escape(ConsoleText.OneLine(record.Source))} {size} B "
            + $"[yellow]{reason}[/] {topic}[grey]{Markup.Escape(Printable(record.Kept))}[/]";
    }

    /// <summary>The first bytes as text; what cannot be shown is a dot.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var rest = bytes[..Math.Min(bytes.Length, ShownBytes)];
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            text.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? "." : rune.ToString());
            rest = rest[length..];
        }

        return bytes.Length > ShownBytes ? $"{text}…" : text.ToString();
    }
}
