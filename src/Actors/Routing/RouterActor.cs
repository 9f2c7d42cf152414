namespace Tapedeck.Actors;

/// <summary>The actor above a pool: it supervises, and stops when the last of the pool has ended.</summary>
internal sealed class RouterActor : UntypedActor
{
    private readonly RoutedActorRef _router = (RoutedActorRef)CurrentCell.Self;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GetRoutees:
                Sender.Tell(new Routees(_router.Routees.Select(actor => new ActorRefRoutee(actor)).ToArray()));
                break;
            case Terminated terminated:
                _router.Remove(terminated.ActorRef);
                if (_router.Routees.Count == 0) Context.Stop(Self);
                break;
        }
    }

    /// <summary>Keeps the pool: its actors are restarted, not replaced.</summary>
    protected override void PreRestart(Exception reason, object? message) { }
}
