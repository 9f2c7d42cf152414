namespace Tapedeck.Actors;

/// <summary>What a cell does once the children it waits for have ended.</summary>
internal enum AwaitedChildren
{
    None,
    Recreation,
    Creation,
    Termination,
}

/// <summary>
/// The children of one cell by name, their restart counts, and those that are dying. Locked, because selections and the
/// guardians of a system reach it from any thread; never on the way of a message.
/// </summary>
internal sealed class ChildrenRegistry
{
    private readonly Lock _lock = new();
    private Dictionary<string, ChildRestartStats>? _byName;
    private HashSet<IActorRef>? _dying;
    private long _generatedNames;
    private bool _closed;

    /// <summary>What the cell waits for; <see cref="AwaitedChildren.None"/> in its normal life.</summary>
    public AwaitedChildren AwaitedFor { get; private set; }

    public IReadOnlyList<LocalActorRef> All => Stats.Select(stats => stats.Child).ToList();

    public IReadOnlyList<ChildRestartStats> Stats
    {
        get
        {
            lock (_lock) return _byName is null ? [] : _byName.Values.ToList();
        }
    }

    /// <summary>A name no sibling has: "$a", "$b" … in base 64.</summary>
    public string NextName() => "$" + Base64(Interlocked.Increment(ref _generatedNames) - 1);

    public void Add(LocalActorRef child)
    {
        lock (_lock)
        {
            if (_closed)
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            if (!(_byName ??= []).TryAdd(child.Path.Name, new ChildRestartStats(child)))
                throw new InvalidActorNameException($"Actor name \"{child.Path.Name}\" is not unique!");
        }
    }

    /// <summary>Lets no child be added any more, because the cell is about to end.</summary>
    public void Close()
    {
        lock (_lock) _closed = true;
    }

    public LocalActorRef? Find(string name)
    {
        lock (_lock) return _byName is not null && _byName.TryGetValue(name, out var stats) ? stats.Child : null;
    }

    public ChildRestartStats? FindStats(IActorRef child)
    {
        lock (_lock) return FindStatsLocked(child);
    }

    public void MarkDying(IActorRef child)
    {
        lock (_lock)
        {
            if (FindStatsLocked(child) is not null) (_dying ??= []).Add(child);
        }
    }

    /// <summary>Says what to do once the dying are gone; false if none is dying, so that it can be done now.</summary>
    public bool AwaitDying(AwaitedChildren reason)
    {
        lock (_lock)
        {
            if (_dying is not { Count: > 0 }) return false;
            AwaitedFor = reason;
            return true;
        }
    }

    /// <summary>
    /// Takes an ended child out; says what the cell was waiting for if this was the last one it waited for.
    /// </summary>
    public AwaitedChildren Remove(IActorRef child)
    {
        lock (_lock)
        {
            if (FindStatsLocked(child) is null) return AwaitedChildren.None;
            _byName!.Remove(child.Path.Name);
            _dying?.Remove(child);
            if (_dying is { Count: > 0 }) return AwaitedChildren.None;
            var reason = AwaitedFor;
            AwaitedFor = AwaitedChildren.None;
            return reason;
        }
    }

    private static string Base64(long number)
    {
        const string digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        var text = "";
        do
        {
            text += digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return text;
    }

    private ChildRestartStats? FindStatsLocked(IActorRef child) =>
        _byName is not null && _byName.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child)
            ? stats
            : null;
}
