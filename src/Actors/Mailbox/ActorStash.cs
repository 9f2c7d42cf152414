namespace Tapedeck.Actors;

/// <summary>The stash of one actor. It outlives a restart: the runtime unstashes all before.</summary>
internal sealed class ActorStash(ActorCell cell) : IStash
{
    private readonly LinkedList<Envelope> _stashed = new();
    private long _lastStashed;

    public void Stash()
    {
        if (_lastStashed == cell.Handled)
            throw new IllegalActorStateException($"Can't stash the same message {cell.CurrentMessage} more than once");
        _lastStashed = cell.Handled;
        _stashed.AddLast(new Envelope(cell.CurrentMessage!, cell.CurrentSender));
    }

    public void Unstash()
    {
        if (_stashed.First is not { } oldest) return;
        _stashed.RemoveFirst();
        PutBack(oldest.Value);
    }

    public void UnstashAll()
    {
        for (var newest = _stashed.Last; newest is not null; newest = newest.Previous) PutBack(newest.Value);
        _stashed.Clear();
    }

    private void PutBack(Envelope envelope)
    {
        cell.Mailbox.PostFirst(envelope);
        if (envelope.Message is Terminated terminated) cell.TerminatedQueuedAgain(terminated.ActorRef);
    }
}
