namespace Tapedeck.Actors;

/// <summary>
/// The reference to a router: it picks the actor on the sender's thread, so that a message passes no mailbox but that
/// actor's. What concerns the router itself goes to the router's mailbox.
/// </summary>
internal sealed class RoutedActorRef(ActorCell cell, ActorPath path, Props pooled) : LocalActorRef(cell, path)
{
    private volatile IActorRef[] _routees = [];
    private int _next = -1;

    public IReadOnlyList<IActorRef> Routees => _routees;

    /// <summary>Makes the pool's actors, and then starts the router.</summary>
    public override void Start()
    {
        var routeeProps = pooled.ForRoutee();
        _routees = Enumerable.Range(0, pooled.Router!.NrOfInstances)
            .Select(_ => Cell.Watch(Cell.ActorOf(routeeProps))).ToArray();
        base.Start();
    }

    public override void Tell(object message, IActorRef? sender)
    {
        switch (message)
        {
            case IAutoReceivedMessage or GetRoutees:
                base.Tell(message, sender);
                break;
            case Broadcast broadcast:
                foreach (var routee in _routees) routee.Tell(broadcast.Message, sender);
                break;
            default:
                Next().Tell(message, sender);
                break;
        }
    }

    /// <summary>Takes an ended actor out of the pool; from within the router.</summary>
    public void Remove(IActorRef routee) => _routees = _routees.Where(other => !other.Equals(routee)).ToArray();

    private IActorRef Next()
    {
        var routees = _routees;
        return routees.Length == 0
            ? System.DeadLetters
            : routees[(Interlocked.Increment(ref _next) & int.MaxValue) % routees.Length];
    }
}
