using System.Text.RegularExpressions;

namespace Tapedeck.Hocon.Syntax;

/// <summary>The number syntax of JSON (RFC 8259, section 6).</summary>
internal static partial class JsonNumber
{
    /// <summary>Whether the text is one JSON number from its first to its last character.</summary>
    public static bool Matches(string text) => Whole().IsMatch(text);

    /// <summary>Whether the text is a JSON number up to and including the <c>e</c> of its exponent.</summary>
    public static bool IsCutAtExponent(string text) => UpToExponent().IsMatch(text);

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?[eE]\z", RegexOptions.CultureInvariant)]
    private static partial Regex UpToExponent();
}
