namespace Tapedeck.Actors;

/// <summary>A message and who sent it, as a mailbox keeps it.</summary>
internal readonly record struct Envelope(object Message, IActorRef? Sender);
