namespace Tapedeck.Client;

/// <summary>Counts and faults of one connection, from any thread.</summary>
internal sealed class AgentReport(Action<string>? log, TimeProvider time)
{
    public long Sent;
    public long Received;
    public long Recorded;
    public long Stored;
    public long Rejected;
    public long Dropped;

    private readonly DropEpisode _unrecorded = new(time);
    private readonly DropEpisode _unpublished = new(time);
    private volatile string? _lastError;

    public string? LastError => _lastError;

    /// <summary>Something went wrong: keeps it and tells the log.</summary>
    public void Fault(string what)
    {
        _lastError = what;
        Tell(what);
    }

    /// <summary>Tells the log. What a listener throws is its own affair: it must not end the recording.</summary>
    public void Tell(string what)
    {
        try
        {
            log?.Invoke(what);
        }
        catch (Exception fault)
        {
            _lastError = $"the log failed: {fault.Message}";
        }
    }

    /// <summary>Something was recorded.</summary>
    public void Keep()
    {
        Interlocked.Increment(ref Recorded);
        _unrecorded.End();
    }

    /// <summary>Something was not recorded.</summary>
    public void Drop(string why)
    {
        Interlocked.Increment(ref Dropped);
        if (_unrecorded.Begin())
            Fault($"not recorded: {why}");
    }

    /// <summary>Something is published.</summary>
    public void Publish() => _unpublished.End();

    /// <summary>So many messages were not published.</summary>
    public void DropUnpublished(int count, string why)
    {
        Interlocked.Add(ref Dropped, count);
        if (_unpublished.Begin())
            Fault($"not published: {why}");
    }
}
