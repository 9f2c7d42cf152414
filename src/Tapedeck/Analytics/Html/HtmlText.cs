using System.Globalization;
using System.Text;

namespace Tapedeck.Analytics.Html;

/// <summary>
/// Recorded text and numbers as they stand in a page that is HTML and well-formed XML at once. Nothing of a text is markup, and
/// what cannot be seen (control characters, changes of the writing direction) is written as its number, <c>\u{202E}</c>.
/// </summary>
internal static class HtmlText
{
    /// <summary>Columns of a name that leave room for its count on a phone.</summary>
    private const int ShortColumns = 30;

    /// <summary>Marks over one character; more of them would cover the lines above and below.</summary>
    private const int MostMarks = 4;

    private const int FirstWide = 0x1100; // Hangul, from where on most scripts that take two columns are
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>A text, for content and attribute values.</summary>
    public static string Of(string text)
    {
        var (escaped, marks) = (new StringBuilder(text.Length), 0);
        foreach (var rune in text.EnumerateRunes())
            Append(escaped, rune, ref marks);
        return escaped.ToString();
    }

    /// <summary>A name; of a long one, which may be who to whom, its beginning and its end.</summary>
    public static string Short(string name)
    {
        var (shown, marks) = (new List<(string Escaped, int Columns)>(), 0);
        foreach (var rune in name.EnumerateRunes())
        {
            var escaped = new StringBuilder();
            var columns = Append(escaped, rune, ref marks);
            shown.Add((escaped.ToString(), columns));
        }

        return shown.Sum(character => character.Columns) <= ShortColumns
            ? string.Concat(shown.Select(character => character.Escaped))
            : string.Concat(First(shown)) + "…" + string.Concat(First(Enumerable.Reverse(shown)).Reverse());
    }

    /// <summary><c>1,234</c></summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>53.47</c></summary>
    public static string Of(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A time span in the unit that reads best, <c>4.5 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s"),
        < 7_200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.#} d"),
    };

    /// <returns>Those that fit into half of the columns.</returns>
    private static IEnumerable<string> First(IEnumerable<(string Escaped, int Columns)> shown)
    {
        var columns = 0;
        return shown.TakeWhile(character => (columns += character.Columns) <= (ShortColumns - 1) / 2).Select(character => character.Escaped);
    }

    /// <param name="escaped">What it is appended to.</param>
    /// <param name="rune">The character.</param>
    /// <param name="marks">The marks that stand over the character before it already.</param>
    /// <returns>The columns that it takes, about.</returns>
    private static int Append(StringBuilder escaped, Rune rune, ref int marks)
    {
        var category = Rune.GetUnicodeCategory(rune);
        marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
        if (!IsShown(rune, category) || marks > MostMarks)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            escaped.Append(number);
            return number.Length;
        }

        if (rune.Value is '<' or '>' or '&' or '"' or '\'')
            escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
        else
            escaped.Append(rune.ToString());
        return rune.Value >= FirstWide ? 2 : 1;
    }

    private static bool IsShown(Rune rune, UnicodeCategory category) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner
        || ((rune.Value & 0xFFFE) != 0xFFFE // not characters in any plane; two of them are not in XML either
            && category is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
