using Tapedeck.Enrichment;
using Tapedeck.Ingest;

namespace Tapedeck.Journal;

/// <summary>
/// Decides what becomes of each frame: an event, an observation of an event that is there, a resend of what is stored, or
/// a record in quarantine. What it decided stands, even if the block has to be committed again.
/// </summary>
internal sealed class Admission(EventWindow window, ProducerLedger producers, long lastSequence)
{
    private const int RangesTold = 64;

    private long _nextSequence = lastSequence + 1;

    public ProducerLedger Producers => producers;

    /// <summary>Sequence of the last event that was given one.</summary>
    public long LastSequence => _nextSequence - 1;

    /// <summary>Puts a batch into a block and releases it.</summary>
    public void Admit(EnrichedBatch batch, Block block)
    {
        block.Reserve(batch);
        if (batch.Requests is null)
        {
            foreach (ref readonly var frame in batch.Frames)
                Admit(batch, frame, block);
            block.Credit(batch, []);
        }
        else
        {
            var answers = new Acknowledgement[batch.Frames.Length];
            for (var i = 0; i < answers.Length; i++)
                answers[i] = Answer(batch, i, block);
            block.Credit(batch, answers);
        }

        batch.Release();
    }

    /// <summary>The answer to a HELLO, true once everything admitted so far is durable.</summary>
    public Acknowledgement Welcome(ProducerConnection connection)
    {
        var producer = producers.Of(connection.Producer);
        return new Acknowledgement(
            connection, AcknowledgementKind.Welcome, producer?.Last ?? 0,
            Text: producer is { Missing.Count: > 0 } ? string.Join(' ', producer.Missing.Take(RangesTold)) : null);
    }

    private Acknowledgement Answer(EnrichedBatch batch, int index, Block block)
    {
        var (connection, number) = batch.Requests![index];
        if (number == 0)
            return new Acknowledgement(connection, AcknowledgementKind.Welcome, 0);

        // What is still no message keeps its line in quarantine, and can be tried again.
        if (connection.Producer == ProducerLedger.Quarantine && batch.Frames[index].Reason is { } reason)
            return new Acknowledgement(connection, AcknowledgementKind.Rejected, number, Text: reason);

        var producer = producers.For(connection.Producer);
        switch (producer.Take(number))
        {
            case NumberAdmission.Known:
                block.CountResend();
                return new Acknowledgement(connection, AcknowledgementKind.Stored, number);
            case NumberAdmission.TooManyGaps:
                return new Acknowledgement(
                    connection, AcknowledgementKind.Refused, number,
                    Text: $"it would leave more than {Producer.MostGaps} gaps in the producer's numbering");
        }

        ref readonly var frame = ref batch.Frames[index];
        var sequence = Admit(batch, frame, block);
        producer.LastActive = LastSequence;
        return frame.IsEvent
            ? new Acknowledgement(connection, AcknowledgementKind.Stored, number, sequence)
            : new Acknowledgement(connection, AcknowledgementKind.Rejected, number, Text: frame.Reason);
    }

    /// <summary>Returns the sequence of the event that the frame is, or is an observation of; 0 if it is no message.</summary>
    private long Admit(EnrichedBatch batch, in EnrichOutcome frame, Block block)
    {
        if (!frame.IsEvent)
        {
            block.AddQuarantine(batch, frame);
            return 0;
        }

        var match = window.Find(frame.Identity, out var known);
        if (match == EventMatch.Same)
        {
            block.AddDelivery(batch, frame, known);
            return known;
        }

        var sequence = _nextSequence++;
        window.Add(frame.Identity, sequence);
        block.AddEvent(batch, frame, sequence, isCollision: match == EventMatch.OtherText);
        return sequence;
    }
}
