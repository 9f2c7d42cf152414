using System.Globalization;
using Spectre.Console;
using Tapedeck.Query;

namespace Tapedeck.Host.Display;

/// <summary>
/// An event in one console line: sequence, time to the second, who to whom, what was said, and domain and tier where
/// there is room. Where nobody looks at it (a pipe, a file) nothing is shortened.
/// </summary>
internal static class EventLineMarkup
{
    /// <summary>Columns from which domain and tier are shown.</summary>
    private const int WideColumns = 110;

    private const int ShortestText = 20;
    private const int LongestField = 60;
    private const int TimeLength = 19; // yyyy-MM-dd HH:mm:ss

    private static readonly string[] Colours = ["aqua", "yellow", "lime", "fuchsia", "orange1", "deepskyblue1"];

    /// <param name="recorded">The event.</param>
    /// <param name="columns">Width of the terminal; null where there is none.</param>
    public static string Of(RecordedEvent recorded, int? columns)
    {
        var sequence = recorded.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "-";
        var time = ConsoleText.Shorten(ConsoleText.OneLine(recorded.Timestamp).Replace('T', ' '), TimeLength, ellipsis: "");
        var people = recorded.Receiver is null ? recorded.Speaker : $"{recorded.Speaker} → {recorded.Receiver}";
        people = ConsoleText.Shorten(ConsoleText.OneLine(people), LongestField);
        var kind = ConsoleText.Shorten(ConsoleText.OneLine($"{recorded.Domain ?? "-"}/{recorded.Tier ?? "-"}"), LongestField);
        if (columns < WideColumns)
            kind = "";

        var text = ConsoleText.OneLine(recorded.Text);
        if (columns is { } width)
        {
            var used = Math.Max(sequence.Length, 6) + 1 + time.Length + 1 + people.Length + 1 + kind.Length + 1;
            text = ConsoleText.Shorten(text, Math.Max(ShortestText, width - used));
        }

        return $"[grey]{sequence,6} {Markup.Escape(time)}[/] [{ColourOf(recorded.Speaker)}]{Markup.Escape(people)}[/] "
            + (kind.Length == 0 ? "" : $"[grey]{Markup.Escape(kind)}[/] ") + Markup.Escape(text);
    }

    /// <summary>The same speaker has the same colour wherever it is shown.</summary>
    public static string ColourOf(string speaker)
    {
        var sum = speaker.Aggregate(0u, (hash, character) => hash * 31 + character);
        return Colours[sum % (uint)Colours.Length];
    }
}
