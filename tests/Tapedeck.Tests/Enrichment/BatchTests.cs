using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class BatchTests
{
    private readonly FrameEnricher _enricher = new(Some.Taxonomy());

    [Property(Arbitrary = [typeof(RandomFrame)])]
    public void Frames_of_a_batch_have_the_lines_that_they_have_alone(RandomFrame[] frames, int rejected)
    {
        var batch = frames.Select(frame => frame.Message).ToList();
        batch.Insert((int)((uint)rejected % (uint)(batch.Count + 1)), "no message");
        var output = new LineBuffer();

        var outcomes = new EnrichOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
            outcomes[i] = _enricher.Begin(Bytes(batch[i]), Some.Facts(), output);
        _enricher.Finish(outcomes, output);

        for (var i = 0; i < batch.Count; i++)
        {
            var alone = new LineBuffer();
            var outcome = _enricher.Enrich(Bytes(batch[i]), Some.Facts(), alone);
            Assert.Equal(outcome.Reason, outcomes[i].Reason);
            Assert.Equal(outcome.Identity, outcomes[i].Identity);
            if (outcome.IsEvent)
                Assert.Equal(Lines(alone, outcome), Lines(output, outcomes[i]));
        }
    }

    [Fact]
    public void Outcomes_without_a_line_are_passed_over()
    {
        var output = new LineBuffer();
        EnrichOutcome[] outcomes =
            [default, EnrichOutcome.Rejected("no").KeptAt(0, 10), _enricher.Begin(Frame, Some.Facts(), output)];

        _enricher.Finish(outcomes, output);

        Assert.Contains("\"content_hash\":\"0cc175b9c0f1b6a831c399e269772661\"", Lines(output, outcomes[2]), StringComparison.Ordinal);
        Assert.Equal(default, outcomes[0]);
    }

    private static byte[] Frame => Bytes("""{"message_id":"1","content":"a"}""");

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    // An id of the recorder's own is another each time: it is left out.
    private static string Lines(LineBuffer output, EnrichOutcome outcome)
    {
        var lines = System.Text.Encoding.UTF8.GetString(
            output.Written.Slice(outcome.LineStart, outcome.LineLength + outcome.DeliveryLength));
        return outcome.Identity.IsKnown ? lines : lines[lines.IndexOf(",\"Timestamp\"", StringComparison.Ordinal)..];
    }
}
