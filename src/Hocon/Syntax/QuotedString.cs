using System.Globalization;
using System.Text;

namespace Tapedeck.Hocon.Syntax;

/// <summary>Reads quoted strings (JSON escapes) and triple-quoted strings (no escapes, newlines allowed).</summary>
internal static class QuotedString
{
    private const string TripleQuote = "\"\"\"";

    /// <summary>Reads the string that begins at the cursor's quote.</summary>
    public static Token Read(TextCursor cursor) => cursor.LooksAt(TripleQuote) ? ReadTriple(cursor) : ReadJson(cursor);

    // Any run of at least three quotes ends the string; quotes beyond three belong to it.
    private static Token ReadTriple(TextCursor cursor)
    {
        var origin = cursor.Origin;
        cursor.Skip(TripleQuote.Length);
        var start = cursor.Offset;
        while (!cursor.LooksAt(TripleQuote))
        {
            if (cursor.AtEnd) throw new HoconException(origin, "the string has no closing \"\"\"; add it");
            cursor.Next();
        }

        while (cursor.Peek(TripleQuote.Length) == '"') cursor.Next();
        var text = cursor.Since(start);
        cursor.Skip(TripleQuote.Length);
        return new Token(TokenKind.Quoted, text, origin);
    }

    private static Token ReadJson(TextCursor cursor)
    {
        var origin = cursor.Origin;
        var text = new StringBuilder();
        cursor.Next();
        while (true)
        {
            if (cursor.AtEnd || cursor.Peek() == '\n')
                throw new HoconException(origin,
                    "the string has no closing quote on its line; add it, or use \"\"\" for more lines");
            var at = cursor.Origin;
            var c = cursor.Next();
            if (c == '"') return new Token(TokenKind.Quoted, text.ToString(), origin);
            if (c < ' ')
                throw new HoconException(at, $"a quoted string may not contain U+{(int)c:X4}; write \\u{(int)c:x4}");
            text.Append(c == '\\' ? ReadEscape(cursor, at) : c);
        }
    }

    private static char ReadEscape(TextCursor cursor, HoconOrigin at)
    {
        var c = cursor.AtEnd ? '\0' : cursor.Next();
        return c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadUnicode(cursor, at),
            _ => throw new HoconException(at,
                @"unknown escape; use \"", \\, \/, \b, \f, \n, \r, \t or \u with four hex digits"),
        };
    }

    private static char ReadUnicode(TextCursor cursor, HoconOrigin at)
    {
        var start = cursor.Offset;
        for (var i = 0; i < 4; i++)
        {
            if (!char.IsAsciiHexDigit(cursor.Peek()))
                throw new HoconException(at, @"\u needs four hex digits, such as \u00e9");
            cursor.Next();
        }

        return (char)ushort.Parse(cursor.Since(start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
