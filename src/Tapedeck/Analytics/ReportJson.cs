using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Analytics;

/// <summary>A report as JSON: an object with the members of <see cref="AnalyticsReport"/> in snake case, indented, UTF-8.</summary>
internal static class ReportJson
{
    private static readonly ReportJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    public static byte[] Of(AnalyticsReport report) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(report, Context.AnalyticsReport), (byte)'\n'];

    /// <exception cref="JsonException">It is no report of this version.</exception>
    public static AnalyticsReport Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Context.AnalyticsReport)
        ?? throw new JsonException("expected a report, found null");
}

[JsonSerializable(typeof(AnalyticsReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
