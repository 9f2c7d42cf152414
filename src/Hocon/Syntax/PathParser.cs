using System.Text;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Syntax;

/// <summary>
/// Reads path expressions ("Path expressions" of the specification): text outside quotes is cut at its dots, quoted
/// text is taken whole, and white space between two parts belongs to the key.
/// </summary>
internal static class PathParser
{
    /// <summary>Reads a path given to a getter.</summary>
    /// <exception cref="HoconException">The text is no path; its origin is the text itself.</exception>
    public static HoconPath Parse(string text)
    {
        var reader = new TokenReader(Tokenizer.Tokenize(text, text));
        var path = Read(reader);
        return reader.Kind == TokenKind.End
            ? path
            : throw new HoconException(reader.Current.Origin, $"{reader.Current.Description} cannot stand in a path");
    }

    /// <summary>Reads a path up to the first token that cannot be part of one.</summary>
    public static HoconPath Read(TokenReader reader)
    {
        reader.SkipWhiteSpace();
        var origin = reader.Current.Origin;
        var keys = new List<string>();
        var key = new StringBuilder();
        var quoted = false;
        while (reader.Kind is TokenKind.Unquoted or TokenKind.Quoted or TokenKind.WhiteSpace)
        {
            var token = reader.Next();
            if (token.Kind == TokenKind.WhiteSpace && !IsInsidePath(reader.Kind)) break;
            if (token.Kind != TokenKind.Unquoted)
            {
                key.Append(token.Text);
                quoted |= token.Kind == TokenKind.Quoted;
                continue;
            }

            foreach (var c in token.Text)
            {
                if (c == '.') EndKey();
                else key.Append(c);
            }
        }

        EndKey();
        return new HoconPath(keys);

        void EndKey()
        {
            if (key.Length == 0 && !quoted)
                throw new HoconException(origin, "the path has an empty element; write \"\" where a key is empty");
            keys.Add(key.ToString());
            key.Clear();
            quoted = false;
        }
    }

    private static bool IsInsidePath(TokenKind next) => next is TokenKind.Unquoted or TokenKind.Quoted;
}
