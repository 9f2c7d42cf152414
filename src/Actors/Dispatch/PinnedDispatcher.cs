namespace Tapedeck.Actors;

/// <summary>
/// A thread of its own for one actor, which may therefore block it. The thread starts with the first message and ends
/// with the actor.
/// </summary>
internal sealed class PinnedDispatcher(ActorPath path) : Dispatcher
{
    private readonly object _gate = new();
    private Thread? _thread;
    private int _runs;

    public override int Throughput => int.MaxValue;

    public override void Schedule(Mailbox mailbox)
    {
        if (mailbox.IsClosed)
        {
            ThreadPoolDispatcher.Instance.Schedule(mailbox);
            return;
        }

        lock (_gate)
        {
            _runs++;
            Monitor.Pulse(_gate);
            if (_thread is not null) return;
            _thread = new Thread(Run) { Name = path.ToStringWithoutAddress(), IsBackground = true };
        }

        _thread.UnsafeStart(mailbox);
    }

    private void Run(object? mailbox)
    {
        var own = (Mailbox)mailbox!;
        while (!own.IsClosed)
        {
            AwaitRun();
            own.Execute();
        }
    }

    private void AwaitRun()
    {
        lock (_gate)
        {
            while (_runs == 0) Monitor.Wait(_gate);
            _runs--;
        }
    }
}
