using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Syntax;

internal sealed partial class Parser
{
    /// <summary>Reads a value and whatever is concatenated to it on the same line.</summary>
    private HoconNode ReadValue(DocumentScope scope, string wanted)
    {
        _reader.SkipLines();
        var parts = new List<HoconNode>();
        while (ReadPart(scope) is { } part) parts.Add(part);
        if (parts.Count > 0 && parts[^1] is ScalarNode { Kind: ScalarKind.WhiteSpace }) parts.RemoveAt(parts.Count - 1);

        return parts.Count switch
        {
            0 => throw new HoconException(_reader.Current.Origin,
                $"expected {wanted}, found {_reader.Current.Description}"),
            1 => parts[0],
            _ => new ConcatenationNode(parts[0].Origin, parts),
        };
    }

    private HoconNode? ReadPart(DocumentScope scope)
    {
        var token = _reader.Current;
        switch (token.Kind)
        {
            case TokenKind.OpenBrace:
                return ReadObject(scope);
            case TokenKind.OpenBracket:
                return ReadList(scope.EnterList(token.Origin));
            case TokenKind.OpenSubstitution or TokenKind.OpenOptionalSubstitution:
                return ReadSubstitution(scope);
            case TokenKind.Quoted:
                return new ScalarNode(token.Origin, ScalarKind.String, _reader.Next().Text);
            case TokenKind.WhiteSpace:
                return new ScalarNode(token.Origin, ScalarKind.WhiteSpace, _reader.Next().Text);
            case TokenKind.Unquoted:
                return new ScalarNode(token.Origin, KindOf(token.Text), _reader.Next().Text);
            default:
                return null;
        }
    }

    private ArrayNode ReadList(DocumentScope scope)
    {
        var origin = _reader.Next().Origin;
        var elements = new List<HoconNode>();
        _reader.SkipLines();
        while (_reader.Kind != TokenKind.CloseBracket)
        {
            elements.Add(ReadValue(scope, "a value or ']'"));
            if (!ReadEntryEnd(TokenKind.CloseBracket, origin)) break;
        }

        _reader.Next();
        return new ArrayNode(origin, elements);
    }

    private SubstitutionNode ReadSubstitution(DocumentScope scope)
    {
        var opening = _reader.Next();
        var path = PathParser.Read(_reader);
        if (!_reader.TryTake(TokenKind.CloseBrace))
            throw new HoconException(_reader.Current.Origin,
                $"expected '}}' after the path of the substitution, found {_reader.Current.Description}");
        return new SubstitutionNode(opening.Origin, scope.Candidates(path),
            opening.Kind == TokenKind.OpenOptionalSubstitution, string.Join('.', path.Elements));
    }

    // a += v stands for a = ${?a} [v]; the reference means this field alone, never another file's or the environment's.
    private ConcatenationNode ReadAppended(HoconPath key, HoconOrigin keyOrigin, DocumentScope inner)
    {
        if (inner.Path is null)
            throw new HoconException(keyOrigin, $"+= cannot be used inside a list; write {key} = [ … ] in full");
        var element = ReadValue(inner.EnterList(keyOrigin), "a value to append");
        var before = new SubstitutionNode(keyOrigin, [inner.Path], isOptional: true, environmentName: null);
        return new ConcatenationNode(element.Origin, [before, new ArrayNode(element.Origin, [element])]);
    }

    private static ScalarKind KindOf(string text) => text switch
    {
        "true" or "false" => ScalarKind.Boolean,
        "null" => ScalarKind.Null,
        _ when JsonNumber.Matches(text) => ScalarKind.Number,
        _ => ScalarKind.String,
    };
}
