using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tapedeck.Client;

/// <summary>
/// The JSON of what an agent sends. Source: docs/wire-format.md, "Messages": form 1, what goes to the broker, and form 2, what
/// an agent saw of a message.
/// </summary>
internal sealed class AgentEnvelopes(string agent, TimeProvider time)
{
    /// <summary>Objects and arrays within each other, at most.</summary>
    public const int MaxDepth = 512;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions ReadableObjects =
        new() { Encoder = Readable.Encoder, MaxDepth = MaxDepth };

    private readonly string _unique = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private long _ids;

    /// <summary>A new message id: agent, milliseconds since 1970, and what no other message has.</summary>
    public string NewId() => string.Create(
        CultureInfo.InvariantCulture,
        $"{agent}_{time.GetUtcNow().ToUnixTimeMilliseconds()}_{_unique}{Interlocked.Increment(ref _ids)}");

    /// <summary>Form 1.</summary>
    /// <exception cref="ArgumentException">The content is neither text nor a JSON object.</exception>
    public ReadOnlyMemory<byte> Message(
        string id, string to, object content, string type, string priority, string? contextId, JsonObject? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteString("message_id", id);
        json.WriteString("timestamp", Now());
        json.WriteString("from", agent);
        json.WriteString("to", to);
        json.WriteString("type", type);
        json.WriteString("priority", priority);
        if (contextId is not null)
            json.WriteString("context_id", contextId);
        json.WritePropertyName("content");
        WriteContent(json, content);
        if (metadata is not null)
        {
            json.WritePropertyName("metadata");
            json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(metadata, ReadableObjects), skipInputValidation: true);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>
    /// Form 2 of a message, in one line. The message stays as it was written, but for line feeds between its tokens.
    /// </summary>
    /// <param name="saw"><c>sent</c> or <c>received</c>.</param>
    public ReadOnlySpan<byte> Observation(string saw, ReadOnlySpan<byte> message)
    {
        var buffer = new ArrayBufferWriter<byte>(message.Length + 128);
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteString("event_type", saw);
        json.WriteString("agent", agent);
        json.WriteString("timestamp", Now());
        json.WritePropertyName("message");
        json.WriteRawValue(OneLine(message), skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>Form 3: the UTF-8 of an object, in one line; stamped with the time if it has none.</summary>
    public ReadOnlySpan<byte> Flat(JsonObject message) =>
        Flat(JsonSerializer.SerializeToUtf8Bytes(message, ReadableObjects));

    /// <inheritdoc cref="Flat(JsonObject)"/>
    /// <exception cref="ArgumentException">It is no JSON object.</exception>
    public ReadOnlySpan<byte> Flat(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = MaxDepth });
        var (hasTime, isEmpty) = (false, true);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                throw new ArgumentException("what is recorded must be a JSON object", nameof(message));
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                    continue;
                isEmpty = false;
                hasTime |= NameOf(json) is "timestamp" or "Timestamp";
            }
        }
        catch (JsonException fault)
        {
            throw new ArgumentException($"what is recorded must be a JSON object: {fault.Message}", nameof(message), fault);
        }

        return OneLine(hasTime ? message : Stamped(message, isEmpty));
    }

    private static string? NameOf(in Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair: no name that is looked for
        }
    }

    // It may be spooled for long: the time at which it is stored says nothing about it.
    private byte[] Stamped(ReadOnlySpan<byte> message, bool isEmpty)
    {
        var members = message[..message.LastIndexOf((byte)'}')];
        return [.. members, .. Encoding.UTF8.GetBytes($"{(isEmpty ? "" : ",")}\"timestamp\":\"{Now()}\"}}")];
    }

    private static void WriteContent(Utf8JsonWriter json, object content)
    {
        if (content is string text)
        {
            json.WriteStartObject();
            json.WriteString("message", text);
            json.WriteEndObject();
            return;
        }

        var value = JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), ReadableObjects);
        if (value is not [(byte)'{', ..])
            throw new ArgumentException($"content must be text or an object, not {content.GetType()}", nameof(content));
        json.WriteRawValue(value, skipInputValidation: true);
    }

    // In valid JSON a line feed can only stand between tokens, where a space is as good.
    private static ReadOnlySpan<byte> OneLine(ReadOnlySpan<byte> json)
    {
        if (!json.ContainsAny((byte)'\n', (byte)'\r'))
            return json;
        var line = json.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }

    private string Now() =>
        time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
