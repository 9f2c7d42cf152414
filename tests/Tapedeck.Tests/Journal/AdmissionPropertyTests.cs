using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Tests.Enrichment;

namespace Tapedeck.Tests.Journal;

/// <summary>
/// What becomes of any sequence of observations. Invariants: one event for each id with each text, in the order of first
/// sight and without a gap; one delivery for each further observation; a number that came before changes nothing.
/// </summary>
public sealed class AdmissionPropertyTests
{
    [Property(MaxTest = 300)]
    public void Each_message_is_one_event_and_each_further_observation_a_delivery((byte Id, bool Text, byte Number)[] observations)
    {
        var admission = new Admission(new EventWindow(1000), new ProducerLedger(), lastSequence: 41);
        var block = new Block();
        var enricher = new FrameEnricher(Some.Taxonomy());
        var connection = new ProducerConnection([1], "agent/1", TimeProvider.System);
        var (messages, numbers, deliveries, resends) = (new List<(string, string)>(), new HashSet<long>(), 0, 0);
        foreach (var (id, text, number) in observations.Select(o => ($"m{o.Id % 4}", o.Text ? "one" : "two", (o.Number % 16) + 1L)))
        {
            var batch = new EnrichedBatch(
                ActorRefs.Nobody, new StreamId(1), 0, frameBytes: 1, [new ProducerRequest(connection, number)]);
            batch.AddEvent(enricher.Enrich(
                Encoding.UTF8.GetBytes($$"""{"message_id":"{{id}}","from":"a","content":"{{text}}"}"""), Some.Facts(), batch.Lines));
            admission.Admit(batch, block);
            var answer = block.Credits[^1].Credit.Acknowledgements[0];

            if (!numbers.Add(number))
            {
                resends++;
                Assert.Equal(0, answer.Sequence);
                continue;
            }

            if (messages.Contains((id, text)))
                deliveries++;
            else
                messages.Add((id, text));
            Assert.Equal(42 + messages.IndexOf((id, text)), answer.Sequence);
        }

        var events = Lines(block.Events);
        Assert.Equal(messages.Select(message => message.Item1), events.Select(line => line.GetProperty("Id").GetString()));
        Assert.Equal(
            Enumerable.Range(42, messages.Count),
            events.Select(line => line.GetProperty("Metadata").GetProperty("sequence").GetInt32()));
        Assert.Equal(
            messages.Select((message, i) => messages.Take(i).Any(earlier => earlier.Item1 == message.Item1)),
            events.Select(line => line.GetProperty("Metadata").TryGetProperty("id_collision", out _)));
        Assert.Equal(deliveries, Lines(block.Deliveries).Count);
        Assert.Equal(resends, block.Counts.Resends);
    }

    private static List<JsonElement> Lines(ReadOnlySpan<byte> lines) =>
    [
        .. Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)),
    ];
}
