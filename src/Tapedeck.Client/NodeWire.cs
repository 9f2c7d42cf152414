using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tapedeck.Client;

/// <summary>
/// The wire forms of <see cref="NodeProtocol"/>: a manifest that names message and version, <c>tapedeck.status.v1</c>, and a
/// body. Bodies are JSON, but for two: a page is a line with the cursor as a JSON string or <c>null</c>, then the event lines, each
/// with its newline; a report is a line with the last sequence, then the report's JSON.
/// </summary>
public static class NodeWire
{
    /// <summary>The manifest of a <see cref="StatusSnapshot"/>.</summary>
    public const string StatusManifest = "tapedeck.status.v1";

    private const string GetStatusManifest = "tapedeck.get-status.v1";
    private const string QueryEventsManifest = "tapedeck.query-events.v1";
    private const string EventPageManifest = "tapedeck.event-page.v1";
    private const string GetReportManifest = "tapedeck.get-report.v1";
    private const string ReportManifest = "tapedeck.report.v1";
    private const string RefusedManifest = "tapedeck.refused.v1";

    /// <summary>The manifest of a message.</summary>
    /// <exception cref="ArgumentException">It is no message of the protocol.</exception>
    public static string Manifest(object message) => message switch
    {
        NodeProtocol.GetStatus => GetStatusManifest,
        NodeProtocol.QueryEvents => QueryEventsManifest,
        NodeProtocol.EventPage => EventPageManifest,
        NodeProtocol.GetReport => GetReportManifest,
        NodeProtocol.ReportSnapshot => ReportManifest,
        NodeProtocol.Refused => RefusedManifest,
        StatusSnapshot => StatusManifest,
        _ => throw NoMessage(message),
    };

    /// <summary>The body of a message.</summary>
    /// <exception cref="ArgumentException">It is no message of the protocol.</exception>
    public static byte[] Encode(object message) => message switch
    {
        NodeProtocol.GetStatus => [],
        NodeProtocol.QueryEvents query => JsonSerializer.SerializeToUtf8Bytes(query, ClientJson.Default.QueryEvents),
        NodeProtocol.GetReport request => JsonSerializer.SerializeToUtf8Bytes(request, ClientJson.Default.GetReport),
        NodeProtocol.ReportSnapshot report => EncodeReport(report),
        NodeProtocol.Refused refused => JsonSerializer.SerializeToUtf8Bytes(refused, ClientJson.Default.Refused),
        StatusSnapshot status => JsonSerializer.SerializeToUtf8Bytes(status, ClientJson.Default.StatusSnapshot),
        NodeProtocol.EventPage page => EncodePage(page),
        _ => throw NoMessage(message),
    };

    /// <summary>The message of a manifest and a body.</summary>
    /// <exception cref="InvalidDataException">The manifest is unknown, of another version, or the body is not its form.</exception>
    public static object Decode(string manifest, byte[] body)
    {
        try
        {
            return manifest switch
            {
                GetStatusManifest => NodeProtocol.GetStatus.Instance,
                QueryEventsManifest => Checked(JsonSerializer.Deserialize(body, ClientJson.Default.QueryEvents)),
                GetReportManifest => Required(JsonSerializer.Deserialize(body, ClientJson.Default.GetReport)),
                ReportManifest => DecodeReport(body),
                RefusedManifest => Required(JsonSerializer.Deserialize(body, ClientJson.Default.Refused)),
                StatusManifest => Required(JsonSerializer.Deserialize(body, ClientJson.Default.StatusSnapshot)),
                EventPageManifest => DecodePage(body),
                _ => throw new InvalidDataException(
                    $"\"{manifest}\" is no message of protocol version {NodeProtocol.Version}: use a client of the node's version"),
            };
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the body of {manifest} is not its form: {fault.Message}", fault);
        }
    }

    /// <summary>The lines of a page's text, each without its newline.</summary>
    /// <exception cref="InvalidDataException">The last one has none: the page was cut short.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> SplitLines(ReadOnlyMemory<byte> text)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (!text.IsEmpty)
        {
            var newline = text.Span.IndexOf((byte)'\n');
            if (newline < 0)
                throw new InvalidDataException("the last line of a page has no newline: it was cut short");
            lines.Add(text[..newline]);
            text = text[(newline + 1)..];
        }

        return lines;
    }

    private static byte[] EncodePage(NodeProtocol.EventPage page)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write(JsonSerializer.SerializeToUtf8Bytes(page.Next, CursorJson.Default.String));
        body.Write("\n"u8);
        foreach (var line in page.Lines)
        {
            body.Write(line.Span);
            body.Write("\n"u8);
        }

        return body.WrittenSpan.ToArray();
    }

    private static NodeProtocol.EventPage DecodePage(byte[] body)
    {
        var newline = body.AsSpan().IndexOf((byte)'\n');
        if (newline < 0)
            throw new InvalidDataException("the body of a page has no cursor: it was cut short");
        var next = JsonSerializer.Deserialize(body.AsSpan(0, newline), CursorJson.Default.String);
        return new NodeProtocol.EventPage(SplitLines(body.AsMemory(newline + 1)), next);
    }

    private static byte[] EncodeReport(NodeProtocol.ReportSnapshot report) =>
        [.. Encoding.UTF8.GetBytes(report.LastSequence.ToString(CultureInfo.InvariantCulture)), (byte)'\n', .. report.Json.Span];

    private static NodeProtocol.ReportSnapshot DecodeReport(byte[] body)
    {
        var newline = body.AsSpan().IndexOf((byte)'\n');
        return newline > 0 && long.TryParse(body.AsSpan(0, newline), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new NodeProtocol.ReportSnapshot(body.AsMemory(newline + 1), sequence)
            : throw new InvalidDataException("the body of a report does not begin with its last sequence");
    }

    private static NodeProtocol.QueryEvents Checked(NodeProtocol.QueryEvents? query) =>
        query is { Filter: not null, Limit: > 0 }
            ? query
            : throw new InvalidDataException("a query needs a filter and a limit of at least 1");

    private static T Required<T>(T? message) => message ?? throw new InvalidDataException("the body is null");

    private static ArgumentException NoMessage(object message) =>
        new($"{message.GetType()} is no message of the node's protocol", nameof(message));
}
