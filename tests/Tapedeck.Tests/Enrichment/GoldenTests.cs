using System.Text;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>
/// Every frame of Fixtures/wire.jsonl becomes the line of Fixtures/events.jsonl at the same place, and, but for those without
/// an id, a line of Fixtures/deliveries.jsonl.
/// </summary>
public sealed class GoldenTests
{
    [Fact]
    public void Frames_become_the_golden_lines_byte_for_byte()
    {
        var enricher = new FrameEnricher(Some.Taxonomy());
        var output = new LineBuffer(16);
        var lines = new StringBuilder();
        var deliveries = new StringBuilder();
        var sequence = 0;
        foreach (var frame in File.ReadAllLines(Fixture.Path("wire.jsonl")))
        {
            var outcome = enricher.Enrich(Encoding.UTF8.GetBytes(frame), Some.Facts(), output);
            Assert.True(outcome.IsEvent, outcome.Reason);
            lines.Append(Recorded.WithSequence(output, outcome, ++sequence));
            deliveries.Append(Recorded.DeliveryWithSequence(output, outcome, sequence));
        }

        Assert.Equal(File.ReadAllText(Fixture.Path("events.jsonl")), lines.ToString());
        Assert.Equal(File.ReadAllText(Fixture.Path("deliveries.jsonl")), deliveries.ToString());
    }
}
