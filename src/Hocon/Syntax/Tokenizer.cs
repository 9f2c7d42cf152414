namespace Tapedeck.Hocon.Syntax;

/// <summary>
/// Cuts a text into tokens; comments are left out, white space is kept because concatenations need it.
/// </summary>
internal static class Tokenizer
{
    /// <summary>All tokens of the text, the last of which is <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="HoconException">An unterminated string, a bad escape or a reserved character.</exception>
    public static IReadOnlyList<Token> Tokenize(string text, string file)
    {
        var cursor = new TextCursor(text, file);
        var tokens = new List<Token>();
        while (!cursor.AtEnd)
        {
            if (cursor.Peek() == '#' || cursor.LooksAt("//")) SkipComment(cursor);
            else tokens.Add(Read(cursor));
        }

        tokens.Add(new Token(TokenKind.End, "", cursor.Origin));
        return tokens;
    }

    private static void SkipComment(TextCursor cursor)
    {
        while (!cursor.AtEnd && cursor.Peek() != '\n') cursor.Next();
    }

    private static Token Read(TextCursor cursor)
    {
        var c = cursor.Peek();
        switch (c)
        {
            case '\n': return Symbol(cursor, TokenKind.Newline, "\n");
            case ',': return Symbol(cursor, TokenKind.Comma, ",");
            case ':': return Symbol(cursor, TokenKind.Separator, ":");
            case '=': return Symbol(cursor, TokenKind.Separator, "=");
            case '{': return Symbol(cursor, TokenKind.OpenBrace, "{");
            case '}': return Symbol(cursor, TokenKind.CloseBrace, "}");
            case '[': return Symbol(cursor, TokenKind.OpenBracket, "[");
            case ']': return Symbol(cursor, TokenKind.CloseBracket, "]");
            case '"': return QuotedString.Read(cursor);
        }

        if (HoconCharacters.IsWhiteSpace(c)) return WhiteSpace(cursor);
        if (cursor.LooksAt("${?")) return Symbol(cursor, TokenKind.OpenOptionalSubstitution, "${?");
        if (cursor.LooksAt("${")) return Symbol(cursor, TokenKind.OpenSubstitution, "${");
        if (cursor.LooksAt("+=")) return Symbol(cursor, TokenKind.PlusEquals, "+=");
        if (HoconCharacters.IsForbiddenUnquoted(c))
            throw new HoconException(cursor.Origin, $"the character '{c}' is reserved; put the value in double quotes");
        return Unquoted(cursor);
    }

    private static Token Symbol(TextCursor cursor, TokenKind kind, string symbol)
    {
        var origin = cursor.Origin;
        cursor.Skip(symbol.Length);
        return new Token(kind, symbol, origin);
    }

    private static Token WhiteSpace(TextCursor cursor)
    {
        var (origin, start) = (cursor.Origin, cursor.Offset);
        while (!cursor.AtEnd && cursor.Peek() != '\n' && HoconCharacters.IsWhiteSpace(cursor.Peek())) cursor.Next();
        return new Token(TokenKind.WhiteSpace, cursor.Since(start), origin);
    }

    private static Token Unquoted(TextCursor cursor)
    {
        var (origin, start) = (cursor.Origin, cursor.Offset);
        while (!cursor.AtEnd && !cursor.LooksAt("//"))
        {
            if (HoconCharacters.IsForbiddenUnquoted(cursor.Peek()) && !IsExponentSign(cursor, start)) break;
            cursor.Next();
        }

        return new Token(TokenKind.Unquoted, cursor.Since(start), origin);
    }

    // The plus sign is reserved except in a number such as 1e+5.
    private static bool IsExponentSign(TextCursor cursor, int start) =>
        cursor.Peek() == '+' && char.IsAsciiDigit(cursor.Peek(1)) && JsonNumber.IsCutAtExponent(cursor.Since(start));
}
