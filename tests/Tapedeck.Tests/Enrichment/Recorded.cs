using System.Text;
using System.Text.Json;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>One frame put through an enricher, its lines read back with the platform's JSON reader.</summary>
/// <param name="Outcome">What the enricher says of it.</param>
/// <param name="Line">The event line.</param>
/// <param name="Event">The same, parsed.</param>
/// <param name="Delivery">The delivery line, empty if there is none.</param>
internal sealed record Recorded(EnrichOutcome Outcome, string Line, JsonElement Event, string Delivery)
{
    public const int Sequence = 1;

    private static readonly FrameEnricher Enricher = new(Some.Taxonomy());
    private static readonly Lock Gate = new();

    public JsonElement Metadata => Event.GetProperty(nameof(Metadata));

    public static Recorded From(string frame) => From(frame, Some.Facts());

    public static Recorded From(ReadOnlySpan<byte> frame) => From(frame, Some.Facts());

    public static Recorded From(string frame, in FrameFacts facts) => From(Encoding.UTF8.GetBytes(frame), facts);

    public static Recorded From(ReadOnlySpan<byte> frame, in FrameFacts facts)
    {
        lock (Gate)
        {
            var output = new LineBuffer();
            var outcome = Enricher.Enrich(frame, facts, output);
            Assert.True(outcome.IsEvent, outcome.Reason);
            var line = WithSequence(output, outcome, Sequence);
            var delivery = DeliveryWithSequence(output, outcome, Sequence);
            Assert.Equal(outcome.LineLength + outcome.DeliveryLength, output.Length);
            return new Recorded(outcome, line, JsonDocument.Parse(line).RootElement, delivery);
        }
    }

    public static string Rejection(ReadOnlySpan<byte> frame) => Rejection(frame, Some.Facts());

    public static string Rejection(ReadOnlySpan<byte> frame, in FrameFacts facts)
    {
        lock (Gate)
        {
            var output = new LineBuffer();
            output.Append("before"u8);
            var outcome = Enricher.Enrich(frame, facts, output);
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

    /// <summary>The delivery line as the journal writes it: prefix, digits, closing brace; empty if there is none.</summary>
    public static string DeliveryWithSequence(LineBuffer output, EnrichOutcome outcome, long sequence) =>
        outcome.DeliveryLength == 0
            ? ""
            : Encoding.UTF8.GetString(output.Written.Slice(outcome.LineStart + outcome.LineLength, outcome.DeliveryLength))
                + sequence + "}\n";
}
