using System.Text.Json;

namespace Tapedeck.Journal.Recovery;

/// <summary>Finds lines that are no event.</summary>
internal static class BadLine
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>What is wrong with a line; null if it is a JSON object.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return "an empty line";
        if (line[0] == 0)
            return "zero bytes";
        var reader = new Utf8JsonReader(line, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return $"expected an event, a JSON object, found {reader.TokenType}";
            while (reader.Read())
            {
            }
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }

        return null;
    }
}
