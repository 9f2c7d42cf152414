namespace Tapedeck.Actors;

/// <summary>The default dispatcher: batches of messages on the thread pool of the process.</summary>
internal sealed class ThreadPoolDispatcher : Dispatcher
{
    public static readonly ThreadPoolDispatcher Instance = new();

    public override int Throughput => 100;

    public override void Schedule(Mailbox mailbox) => ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
}
