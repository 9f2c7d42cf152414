using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Syntax;

internal sealed partial class Parser
{
    private void ReadFieldOrInclude(ObjectNode target, DocumentScope scope, TokenKind close)
    {
        var start = _reader.Current;
        if (start.Kind is not (TokenKind.Unquoted or TokenKind.Quoted))
        {
            var wanted = close == TokenKind.CloseBrace ? "a key or '}'" : "a key";
            throw new HoconException(start.Origin, $"expected {wanted}, found {start.Description}");
        }

        if (start is { Kind: TokenKind.Unquoted, Text: "include" })
        {
            _reader.Next();
            target.Overlay(_include(IncludeStatement.Read(_reader, start.Origin), scope.EnterFile()));
            return;
        }

        var key = PathParser.Read(_reader);
        var inner = scope.Enter(key, start.Origin);
        AddAt(target, key, start.Origin, ReadFieldValue(key, start.Origin, inner));
    }

    private HoconNode ReadFieldValue(HoconPath key, HoconOrigin keyOrigin, DocumentScope inner)
    {
        _reader.SkipLines();
        switch (_reader.Kind)
        {
            case TokenKind.OpenBrace:
                return ReadValue(inner, $"a value for {key}");
            case TokenKind.Separator:
                _reader.Next();
                return ReadValue(inner, $"a value for {key}");
            case TokenKind.PlusEquals:
                _reader.Next();
                return ReadAppended(key, keyOrigin, inner);
            default:
                throw new HoconException(_reader.Current.Origin,
                    $"expected '=', ':', '+=' or '{{' after the key {key}, found {_reader.Current.Description}");
        }
    }

    // a.b : v stands for a { b : v }.
    private static void AddAt(ObjectNode target, HoconPath key, HoconOrigin origin, HoconNode value)
    {
        for (var i = key.Elements.Count - 1; i > 0; i--)
        {
            var wrapper = new ObjectNode(origin);
            wrapper.Add(key.Elements[i], value);
            value = wrapper;
        }

        target.Add(key.Elements[0], value);
    }
}
