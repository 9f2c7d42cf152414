using System.Text.Json;
using Tapedeck.Enrichment;

namespace Tapedeck.Export;

/// <summary>Walks the elements of a JSON array that was read before and is valid, and decodes those that are strings.</summary>
internal ref struct StringElements
{
    private Utf8JsonReader _reader;

    public StringElements(ReadOnlySpan<byte> array)
    {
        _reader = new Utf8JsonReader(array, new JsonReaderOptions { MaxDepth = JsonScanner.MaxDepth });
        _reader.Read();
    }

    /// <summary>Goes on to the next element. False behind the last.</summary>
    public bool TryNext(out bool isString)
    {
        _reader.Read();
        isString = _reader.TokenType == JsonTokenType.String;
        if (_reader.TokenType == JsonTokenType.EndArray)
            return false;
        _reader.Skip();
        return true;
    }

    /// <summary>Appends the present element, a string, escapes decoded.</summary>
    public readonly void AppendTo(LineBuffer output) => JsonText.AppendDecoded(_reader.ValueSpan, output);
}
