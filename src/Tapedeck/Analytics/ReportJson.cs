using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>
/// A report as JSON. The keys that existing tools read come first and keep their meaning; the others are Tapedeck's own. The same
/// tally gives the same bytes but for <c>timestamp</c>.
/// </summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Of(AnalyticsReport report)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            WriteKnown(json, report, report.Tally);
            WriteOwn(json, report, report.Tally);
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteKnown(Utf8JsonWriter json, AnalyticsReport report, ConversationTally tally)
    {
        json.WriteString("timestamp", report.TimestampText);
        json.WriteNumber("total_items", tally.Events);
        json.WriteNumber("total_messages_within_threads", tally.Messages);
        json.WriteBoolean("is_defragmented", tally.Consolidated > 0);
        json.WriteNumber("collaboration_score", report.Score.Value);
        Write(json, "speakers", tally.Speakers.Ranked());
        Write(json, "message_types", tally.MessageTypes.Ranked());
        Write(json, "chain_types", tally.Domains.Ranked());
        Write(json, "ace_tiers", tally.Tiers.Ranked());
        Write(json, "keywords", tally.Keywords.Ranked().Take(AnalyticsReport.Shown));
        Write(json, "timeline", tally.Days.Counts.OrderBy(day => day.Key, StringComparer.Ordinal));
        json.WriteStartObject("metadata_insights");
        Write(json, "shl_tags_frequency", tally.Tags.Ranked());
        json.WriteNumber("consolidation_ratio", report.ConsolidationRatio);
        json.WriteNumber("content_hash_coverage", report.HashCoverage);
        json.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter json, AnalyticsReport report, ConversationTally tally)
    {
        json.WriteStartArray("collaboration_score_parts");
        foreach (var part in report.Score.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("value", part.Value);
            json.WriteString("inputs", part.Inputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTime(json, "first_timestamp", tally.Times.Earliest);
        WriteTime(json, "last_timestamp", tally.Times.Latest);
        Write(json, "receivers", tally.Receivers.Ranked());
        Write(json, "pairs", tally.Pairs.Ranked().Take(AnalyticsReport.Shown));
        json.WriteNumber("contexts_count", tally.Contexts.Distinct);
        Write(json, "contexts", tally.Contexts.Ranked().Take(AnalyticsReport.Shown));
        json.WriteStartArray("hours");
        foreach (var hour in tally.Hours)
            json.WriteNumberValue(hour);
        json.WriteEndArray();
        json.WriteNumber("empty_messages", tally.Empty);
        json.WriteNumber("unknown_speakers", tally.UnknownSpeakers);
        json.WriteNumber("consolidated_items", tally.Consolidated);
        json.WriteNumber("undated", tally.Undated);
        json.WriteNumber("unreadable_lines", report.Unreadable);
        json.WriteStartObject("counted_as_others");
        foreach (var (name, counter) in tally.Counters().Where(one => one.Counter.Others > 0))
            json.WriteNumber(name, counter.Others);
        json.WriteEndObject();
        json.WriteStartArray("key_findings");
        foreach (var finding in report.Findings)
            json.WriteStringValue(finding);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
            json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long time)
    {
        if (LineTime.TextOf(time) is { } text)
            json.WriteString(name, text);
        else
            json.WriteNull(name);
    }
}
