namespace Tapedeck.Enrichment;

/// <summary>Who saw the message, and when, as a delivery line says it: texts, -1 where nobody said.</summary>
internal sealed partial class Envelope
{
    /// <summary>The observing agent; the speaker of a message that no observation is around.</summary>
    public int Witness { get; private set; }

    /// <summary>What it saw: <c>sent</c>, <c>received</c>.</summary>
    public int Sighting { get; private set; }

    /// <summary>When: the observation's timestamp, else the message's.</summary>
    public int SightedAt { get; private set; }

    private void ResolveSighting() =>
        (Witness, Sighting, SightedAt) =
            (TextOrNone(Observer), TextOrNone(Event), StringOrNone(ObservedAt) is var at and >= 0 ? at : Timestamp);
}
