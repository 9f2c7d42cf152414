namespace Tapedeck.Ingest;

/// <summary>
/// Decides what the broker does with the next message while as much is in flight as may be: it waits as long as the recorder
/// makes progress, and for a while after; then messages are passed on unrecorded, so that the agents can go on talking.
/// </summary>
/// <param name="hold">How long to wait for progress.</param>
internal sealed class TapHold(TimeSpan hold, TimeProvider time)
{
    private long? _waitingSince;

    /// <summary>How long nothing became durable while the limit was reached; zero while it is not.</summary>
    public TimeSpan Waited => _waitingSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <param name="isSpent">Whether as much is in flight as may be.</param>
    public TapDecision Next(bool isSpent)
    {
        if (!isSpent)
        {
            _waitingSince = null;
            return TapDecision.Record;
        }

        _waitingSince ??= time.GetTimestamp();
        return Waited < hold ? TapDecision.Wait : TapDecision.Miss;
    }

    /// <summary>Something became durable.</summary>
    public void Progressed()
    {
        if (_waitingSince is not null)
            _waitingSince = time.GetTimestamp();
    }
}

/// <summary>What the broker does with the next message.</summary>
internal enum TapDecision
{
    /// <summary>Passes it on and records it.</summary>
    Record,

    /// <summary>Leaves it in the socket.</summary>
    Wait,

    /// <summary>Passes it on and counts it as missed.</summary>
    Miss,
}
