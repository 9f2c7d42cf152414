using System.Text;
using System.Text.Json;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>One frame put through an enricher, its line read back with the platform's JSON reader.</summary>
internal sealed record Recorded(EnrichOutcome Outcome, string Line, JsonElement Event)
{
    public const int Sequence = 1;

    private static readonly FrameEnricher Enricher = new(Some.Taxonomy());
    private static readonly Lock Gate = new();

    public JsonElement Metadata => Event.GetProperty(nameof(Metadata));

    public static Recorded From(string frame) => From(Encoding.UTF8.GetBytes(frame));

    public static Recorded From(ReadOnlySpan<byte> frame)
    {
        lock (Gate)
        {
            var output = new LineBuffer();
            var outcome = Enricher.Enrich(frame, Some.Facts(), output);
            Assert.True(outcome.IsEvent, outcome.Reason);
            var line = WithSequence(output, outcome, Sequence);
            return new Recorded(outcome, line, JsonDocument.Parse(line).RootElement);
        }
    }

    public static string Rejection(ReadOnlySpan<byte> frame)
    {
        lock (Gate)
        {
            var output = new LineBuffer();
            output.Append("before"u8);
            var outcome = Enricher.Enrich(frame, Some.Facts(), output);
            Assert.False(outcome.IsEvent);
            Assert.Equal("before"u8.ToArray(), output.Written.ToArray());
            return outcome.Reason!;
        }
    }

    /// <summary>The line as the journal writes it: prefix, digits, suffix.</summary>
    public static string WithSequence(LineBuffer output, EnrichOutcome outcome, long sequence)
    {
        var line = output.Written.Slice(outcome.LineStart, outcome.LineLength);
        return Encoding.UTF8.GetString(line[..outcome.SequenceOffset]) + sequence
            + Encoding.UTF8.GetString(line[outcome.SequenceOffset..]);
    }
}
