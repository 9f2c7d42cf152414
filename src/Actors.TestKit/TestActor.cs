using System.Collections.Concurrent;

namespace Tapedeck.Actors.TestKit;

/// <summary>A message a test actor got, and from whom.</summary>
internal readonly record struct Received(object Message, IActorRef Sender);

/// <summary>The actor behind a test kit or probe: it queues what it gets for the test to look at.</summary>
internal sealed class TestActor(BlockingCollection<Received> received) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartWatching start:
                Context.Watch(start.Subject);
                start.Started.SetResult();
                break;
            case EndWatching end:
                Context.Unwatch(end.Subject);
                end.Ended.SetResult();
                break;
            default:
                received.Add(new Received(message, Sender));
                break;
        }
    }

    public sealed record StartWatching(IActorRef Subject, TaskCompletionSource Started);

    public sealed record EndWatching(IActorRef Subject, TaskCompletionSource Ended);
}
