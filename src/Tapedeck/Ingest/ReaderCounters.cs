namespace Tapedeck.Ingest;

/// <summary>What one reader has counted since the node started; outlives a restart of it.</summary>
internal sealed class ReaderCounters
{
    /// <summary>Messages read from the socket.</summary>
    public long Frames { get; private set; }

    /// <summary>Their bytes on the wire.</summary>
    public long Bytes { get; private set; }

    /// <summary>Requests that were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Messages passed on by the broker and not recorded.</summary>
    public long Missed { get; private set; }

    public void Read(long bytes)
    {
        Frames++;
        Bytes += bytes;
    }

    public void Refuse() => Refused++;

    public void Miss() => Missed++;
}
