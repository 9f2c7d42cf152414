namespace Tapedeck.Ingest;

/// <summary>What a producer is to be told, once it is durable.</summary>
/// <param name="Connection">To whom.</param>
/// <param name="Kind">What became of the request.</param>
/// <param name="Number">The request's number; for a welcome the last number taken from the producer.</param>
/// <param name="Sequence">The event's place in the journal; 0 where there is none, or it is not known any more.</param>
/// <param name="Text">Why it was rejected or refused; for a welcome the missing ranges, <c>3-4 9-9</c>; else null.</param>
internal readonly record struct Acknowledgement(
    ProducerConnection Connection, AcknowledgementKind Kind, long Number, long Sequence = 0, string? Text = null);

/// <summary>The answers of the acknowledged port. Source: docs/wire-format.md.</summary>
internal enum AcknowledgementKind
{
    Welcome,
    Stored,
    Rejected,
    Refused,
}
