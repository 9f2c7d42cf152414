namespace Tapedeck.Host.Display;

/// <summary>Recorded text as a console may show it.</summary>
internal static class ConsoleText
{
    /// <summary>On one line and without control characters: a message must not steer the terminal.</summary>
    public static string OneLine(string text)
    {
        var visible = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return string.Join(' ', visible.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>At most <paramref name="length"/> characters.</summary>
    public static string Shorten(string text, int length, string ellipsis = "…") =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, length - ellipsis.Length), ellipsis);
}
