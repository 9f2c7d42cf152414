using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Syntax;

/// <summary>
/// Reads a document into unresolved nodes, after lightbend/config HOCON.md, section "Syntax". Pure over the text:
/// an include is handed to a function. Fields are read in <c>Parser.Fields.cs</c>, values in <c>Parser.Values.cs</c>.
/// </summary>
internal sealed partial class Parser
{
    private readonly TokenReader _reader;
    private readonly Func<IncludeStatement, DocumentScope, ObjectNode> _include;

    private Parser(TokenReader reader, Func<IncludeStatement, DocumentScope, ObjectNode> include)
    {
        _reader = reader;
        _include = include;
    }

    /// <summary>Reads a whole document whose root is an object, with or without its braces.</summary>
    /// <exception cref="HoconException">The text is no such document.</exception>
    public static ObjectNode Parse(
        string text, string file, DocumentScope scope, Func<IncludeStatement, DocumentScope, ObjectNode> include)
    {
        var parser = new Parser(new TokenReader(Tokenizer.Tokenize(text, file)), include);
        return parser.ReadDocument(scope);
    }

    private ObjectNode ReadDocument(DocumentScope scope)
    {
        _reader.SkipLines();
        var origin = _reader.Current.Origin;
        if (_reader.Kind == TokenKind.OpenBracket)
            throw new HoconException(origin,
                "the root is a list; a configuration needs an object, such as key = [ … ]");

        var braced = _reader.Kind == TokenKind.OpenBrace;
        var root = braced ? ReadObject(scope) : ReadFields(scope, origin, TokenKind.End);
        _reader.SkipLines();
        return _reader.Kind == TokenKind.End
            ? root
            : throw new HoconException(_reader.Current.Origin,
                $"{_reader.Current.Description} after the root's closing '}}'; move it inside the braces");
    }

    private ObjectNode ReadObject(DocumentScope scope)
    {
        var origin = _reader.Next().Origin;
        var node = ReadFields(scope, origin, TokenKind.CloseBrace);
        _reader.Next();
        return node;
    }

    private ObjectNode ReadFields(DocumentScope scope, HoconOrigin origin, TokenKind close)
    {
        var node = new ObjectNode(origin);
        _reader.SkipLines();
        while (_reader.Kind != close)
        {
            ReadFieldOrInclude(node, scope, close);
            if (!ReadEntryEnd(close, origin)) break;
        }

        return node;
    }

    // Tells whether another entry may follow: one comma or at least one newline parts two entries.
    private bool ReadEntryEnd(TokenKind close, HoconOrigin opening)
    {
        var parted = _reader.SkipLines();
        if (_reader.TryTake(TokenKind.Comma))
        {
            parted = true;
            _reader.SkipLines();
        }

        if (_reader.Kind == close) return false;
        var found = _reader.Current;
        if (found.Kind == TokenKind.End)
            throw new HoconException(opening, $"'{(close == TokenKind.CloseBrace ? '{' : '[')}' is never closed");
        if (found.Kind == TokenKind.Comma)
            throw new HoconException(found.Origin, "two commas in a row; remove one");
        if (!parted) throw Unexpected(found);
        return true;
    }

    private static HoconException Unexpected(Token found) => new(found.Origin, found.Kind switch
    {
        TokenKind.Separator => $"{found.Description} cannot stand in an unquoted value; put the value in double quotes, "
            + "or begin the next field on a new line",
        TokenKind.CloseBrace or TokenKind.CloseBracket =>
            $"{found.Description} closes nothing that is open here; remove it",
        _ => $"expected a comma or a new line, found {found.Description}",
    });
}
