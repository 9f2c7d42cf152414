namespace Tapedeck.Actors;

/// <summary>The lock-free queue of system messages of one mailbox; closed for good when its actor has ended.</summary>
internal sealed class SystemMessageQueue
{
    private static readonly SystemMessage Closed = new Create();
    private SystemMessage? _newest;

    public bool HasMessages
    {
        get
        {
            var newest = Volatile.Read(ref _newest);
            return newest is not null && newest != Closed;
        }
    }

    /// <summary>Adds a message; false if the queue is closed.</summary>
    public bool TryEnqueue(SystemMessage message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newest);
            if (newest == Closed) return false;
            message.Next = newest;
            if (Interlocked.CompareExchange(ref _newest, message, newest) == newest) return true;
        }
    }

    /// <summary>Takes all messages, oldest first, as a chain; null if there is none.</summary>
    public SystemMessage? TakeAll() => HasMessages ? Reverse(Interlocked.Exchange(ref _newest, null)) : null;

    /// <summary>Closes the queue and takes what was left.</summary>
    public SystemMessage? Close()
    {
        var newest = Interlocked.Exchange(ref _newest, Closed);
        return newest == Closed ? null : Reverse(newest);
    }

    private static SystemMessage? Reverse(SystemMessage? newest)
    {
        SystemMessage? oldest = null;
        while (newest is not null)
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }

        return oldest;
    }
}
