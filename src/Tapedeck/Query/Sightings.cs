namespace Tapedeck.Query;

/// <summary>What was seen of one message: when it was sent, and when and by whom it was first received. Times are UTC ticks.</summary>
internal struct Sightings
{
    /// <summary>The earliest that it was seen sent; 0 if nobody saw it, or gave a time.</summary>
    public long SentAt { get; private set; }

    /// <summary>The earliest that it was seen received; 0 if nobody did, or gave a time.</summary>
    public long ReceivedAt { get; private set; }

    /// <summary>Who received it then: the number of a name.</summary>
    public int ReceivedBy { get; private set; }

    /// <summary>How often it was seen received.</summary>
    public int Received { get; private set; }

    public void AddSent(long at)
    {
        if (IsEarlier(at, SentAt))
            SentAt = at;
    }

    public void AddReceived(long at, int by)
    {
        if (Received++ == 0 || IsEarlier(at, ReceivedAt))
            (ReceivedAt, ReceivedBy) = (at, by);
    }

    private static bool IsEarlier(long at, long than) => at != 0 && (than == 0 || at < than);
}
