using System.Globalization;

namespace Tapedeck.Hocon.Syntax;

/// <summary>The character classes of the specification ("Whitespace", "Unquoted strings").</summary>
internal static class HoconCharacters
{
    /// <summary>White space: the Unicode separators, the byte order mark and the ASCII controls listed there.</summary>
    public static bool IsWhiteSpace(char c) => c switch
    {
        >= '\t' and <= '\r' => true,
        >= '\u001c' and <= ' ' => true,
        '\ufeff' => true,
        < '\u0080' => false,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>Characters that never stand in an unquoted string.</summary>
    public static bool IsForbiddenUnquoted(char c) => "$\"{}[]:=,+#`^?!@*&\\".Contains(c) || IsWhiteSpace(c);
}
