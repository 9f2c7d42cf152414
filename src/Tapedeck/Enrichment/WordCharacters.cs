using System.Globalization;
using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>
/// What a word is made of. Two notions on purpose: whole-word matches use the word boundary of .NET regular
/// expressions, keywords are letters, digits and the underscore.
/// </summary>
internal static class WordCharacters
{
    /// <summary>True for letters, digits and <c>_</c> of ASCII.</summary>
    public static bool IsAsciiWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

    /// <summary>True if a keyword can hold this: a Unicode letter, a decimal digit or <c>_</c>.</summary>
    public static bool IsKeywordRune(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == '_';

    /// <summary>True if <c>\b</c> lies between a character and this one when one of the two is no word character.</summary>
    /// <remarks>.NET compares UTF-16 units, so nothing beyond U+FFFF is a word character there.</remarks>
    public static bool IsBoundaryRune(Rune rune) => rune.IsBmp && (rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.ConnectorPunctuation);

    /// <summary>True if a word character begins at <paramref name="at"/>; false at the end of the text.</summary>
    public static bool WordAt(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
            return false;
        if (text[at] < 0x80)
            return IsAsciiWord(text[at]);
        Rune.DecodeFromUtf8(text[at..], out var rune, out _);
        return IsBoundaryRune(rune);
    }

    /// <summary>True if a word character ends before <paramref name="at"/>; false at the beginning of the text.</summary>
    public static bool WordBefore(ReadOnlySpan<byte> text, int at)
    {
        if (at == 0)
            return false;
        if (text[at - 1] < 0x80)
            return IsAsciiWord(text[at - 1]);
        Rune.DecodeLastFromUtf8(text[..at], out var rune, out _);
        return IsBoundaryRune(rune);
    }
}
