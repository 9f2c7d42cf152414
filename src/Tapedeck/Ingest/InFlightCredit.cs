namespace Tapedeck.Ingest;

/// <summary>
/// Bounds what one reader has read and the journal has not yet made durable. Reading pauses at the limit and resumes
/// below it, so that pressure reaches the agents as ZeroMQ's own high-water mark.
/// </summary>
/// <param name="limit">Bytes, at least 1. One batch may go over it, so that a large frame is never stuck.</param>
internal sealed class InFlightCredit(long limit)
{
    public long Limit { get; } = limit;

    public long InFlight { get; private set; }

    public bool IsSpent => InFlight >= Limit;

    public void Spend(int bytes) => InFlight += bytes;

    /// <summary>Returns credit. True if reading was paused and may go on.</summary>
    public bool Return(int bytes)
    {
        var wasSpent = IsSpent;
        InFlight -= bytes;
        if (InFlight < 0)
            throw new InvalidOperationException($"{-InFlight} more bytes became durable than were read");
        return wasSpent && !IsSpent;
    }
}
