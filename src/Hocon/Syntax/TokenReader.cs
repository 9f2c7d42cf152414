namespace Tapedeck.Hocon.Syntax;

/// <summary>A position in a list of tokens.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _next;

    /// <summary>The next token.</summary>
    public Token Current => tokens[_next];

    /// <summary>The kind of the next token.</summary>
    public TokenKind Kind => Current.Kind;

    /// <summary>Reads one token; the end is never passed.</summary>
    public Token Next() => Kind == TokenKind.End ? Current : tokens[_next++];

    /// <summary>Reads the next token if it is of this kind.</summary>
    public bool TryTake(TokenKind kind)
    {
        if (Kind != kind) return false;
        Next();
        return true;
    }

    /// <summary>Skips white space on the line.</summary>
    public void SkipWhiteSpace()
    {
        while (Kind == TokenKind.WhiteSpace) Next();
    }

    /// <summary>Skips white space and newlines; tells whether there was a newline.</summary>
    public bool SkipLines()
    {
        var newline = false;
        for (; Kind is TokenKind.WhiteSpace or TokenKind.Newline; Next()) newline |= Kind == TokenKind.Newline;
        return newline;
    }
}
