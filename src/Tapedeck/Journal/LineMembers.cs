using System.Text.Json;

namespace Tapedeck.Journal;

/// <summary>
/// Walks the members of a JSON line, or of its <c>Metadata</c>, from first to last, reading all of the line on the way. Whoever
/// walks to the end knows that the line is JSON.
/// </summary>
internal ref struct LineMembers
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private readonly bool _ofMetadata;
    private Utf8JsonReader _reader;
    private bool _inMetadata;

    private LineMembers(ReadOnlySpan<byte> line, bool ofMetadata)
    {
        _reader = new Utf8JsonReader(line, Options);
        _ofMetadata = ofMetadata;
    }

    public static LineMembers Of(ReadOnlySpan<byte> line) => new(line, ofMetadata: false);

    public static LineMembers OfMetadata(ReadOnlySpan<byte> line) => new(line, ofMetadata: true);

    /// <summary>What the line is; asked before its members are.</summary>
    /// <exception cref="JsonException">No JSON.</exception>
    public JsonTokenType ReadKind()
    {
        _reader.Read();
        return _reader.TokenType;
    }

    /// <summary>Goes on to the next member. False behind the last.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public bool TryNext()
    {
        while (_reader.Read())
        {
            if (_reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var depth = _reader.CurrentDepth;
            if (depth == 1)
            {
                if (!_ofMetadata)
                    return true;
                _inMetadata = _reader.ValueTextEquals("Metadata"u8);
            }
            else if (depth == 2 && _inMetadata)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the present member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>The present member's value; null if it is no whole number of 64 bits.</summary>
    public long? ReadNumber() =>
        _reader.Read() && _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value) ? value : null;

    /// <summary>The present member's value; null if it is no string.</summary>
    /// <exception cref="InvalidOperationException">It has half a character.</exception>
    public string? ReadString() => _reader.Read() && _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;

    /// <summary>Whether the present member's value is a string.</summary>
    public bool ReadsString() => _reader.Read() && _reader.TokenType == JsonTokenType.String;
}
