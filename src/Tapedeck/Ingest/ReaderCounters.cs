namespace Tapedeck.Ingest;

/// <summary>What one socket has read since the node started; outlives a restart of its reader.</summary>
internal sealed class ReaderCounters
{
    /// <summary>Messages read from the socket.</summary>
    public long Frames { get; private set; }

    /// <summary>Their bytes on the wire.</summary>
    public long Bytes { get; private set; }

    public void Read(int bytes)
    {
        Frames++;
        Bytes += bytes;
    }
}
