namespace Tapedeck.Hocon.Syntax;

/// <summary>
/// An <c>include</c>: the file's name as written, whether it must exist, and where the statement stands.
/// </summary>
internal sealed record IncludeStatement(string Name, bool IsRequired, HoconOrigin Origin)
{
    /// <summary>Reads what follows the word <c>include</c>: a quoted name, alone or in file() and required().</summary>
    public static IncludeStatement Read(TokenReader reader, HoconOrigin origin)
    {
        reader.SkipLines();
        var opening = ReadUnquoted(reader);
        if (opening is not ("" or "file(" or "required(" or "required(file(") || reader.Kind != TokenKind.Quoted)
            throw Malformed(origin);

        var name = reader.Next().Text;
        var closing = ReadClosing(reader, opening.Count(c => c == '('));
        if (closing != opening.Count(c => c == '(')) throw Malformed(origin);
        if (name.Contains("://", StringComparison.Ordinal))
            throw new HoconException(origin, $"cannot include \"{name}\"; only files can be included");
        return new IncludeStatement(name, opening.StartsWith("required", StringComparison.Ordinal), origin);
    }

    private static string ReadUnquoted(TokenReader reader)
    {
        var text = "";
        for (; reader.Kind is TokenKind.Unquoted or TokenKind.WhiteSpace; reader.Next())
            text += reader.Current.Text.Trim();
        return text;
    }

    private static int ReadClosing(TokenReader reader, int expected)
    {
        var count = 0;
        while (count < expected)
        {
            reader.SkipWhiteSpace();
            if (reader.Kind != TokenKind.Unquoted || reader.Current.Text.Any(c => c != ')')) return -1;
            count += reader.Next().Text.Length;
        }

        return count;
    }

    private static HoconException Malformed(HoconOrigin origin) => new(origin,
        "expected include \"name\", include file(\"name\") or include required(\"name\"); "
        + "quote \"include\" to use it as a key");
}
