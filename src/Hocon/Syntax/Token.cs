namespace Tapedeck.Hocon.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A run of characters outside quotes.</summary>
    Unquoted,

    /// <summary>A quoted or triple-quoted string; the text has its escapes applied.</summary>
    Quoted,

    /// <summary>White space other than a newline.</summary>
    WhiteSpace,

    /// <summary>The ASCII newline, which may stand for a comma.</summary>
    Newline,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>:</c> or <c>=</c></summary>
    Separator,

    /// <summary><c>+=</c></summary>
    PlusEquals,

    /// <summary><c>{</c></summary>
    OpenBrace,

    /// <summary><c>}</c></summary>
    CloseBrace,

    /// <summary><c>[</c></summary>
    OpenBracket,

    /// <summary><c>]</c></summary>
    CloseBracket,

    /// <summary><c>${</c></summary>
    OpenSubstitution,

    /// <summary><c>${?</c></summary>
    OpenOptionalSubstitution,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>One token with its text and the place where it begins.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, HoconOrigin Origin)
{
    /// <summary>How an error message names the token.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Newline => "the end of the line",
        TokenKind.Quoted => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}
