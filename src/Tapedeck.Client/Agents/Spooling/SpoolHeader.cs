using System.Globalization;
using System.Text;

namespace Tapedeck.Client;

/// <summary>
/// The first line of a spool: <c>tapedeck-spool 1 claude_code/3f9a2c41d0b7 41</c>. Source: docs/wire-format.md, "Spool files".
/// </summary>
/// <param name="Producer">Whose numbers the spool's are.</param>
/// <param name="Last">The last number that is no longer in the file.</param>
internal sealed record SpoolHeader(string Producer, long Last)
{
    /// <summary>More than any header has: longer, the file is no spool.</summary>
    public const int LongestLine = 512;

    private const string Start = "tapedeck-spool 1 ";

    /// <summary>The line with its line feed.</summary>
    public byte[] Line => Encoding.UTF8.GetBytes($"{Start}{Producer} {Last}\n");

    /// <summary>Reads the line, without its line feed; null if it is no header of this version.</summary>
    public static SpoolHeader? Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        var end = text.LastIndexOf(' ');
        return text.StartsWith(Start, StringComparison.Ordinal) && end > Start.Length
            && long.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new SpoolHeader(text[Start.Length..end], last)
            : null;
    }
}
