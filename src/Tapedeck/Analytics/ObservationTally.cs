namespace Tapedeck.Analytics;

/// <summary>Counts the observations of messages that were recorded already.</summary>
internal sealed class ObservationTally
{
    private const int MostEvents = 1000;

    private readonly KeyCounter _events = new(MostEvents);

    public long Observations { get; private set; }

    public DeliveryCounts Counts => new(Observations, new KeyCounts(_events.Ranked(AnalyticsReport.Shown)));

    public void Add(DeliveryObservation delivery)
    {
        Observations++;
        _events.Add(delivery.Event);
    }

    /// <summary>Counts those of a file, which need not be there.</summary>
    /// <returns>What they come to, and the lines that are no delivery.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (DeliveryCounts Counts, long Unreadable) Of(string path, CancellationToken stop)
    {
        var tally = new ObservationTally();
        var unreadable = 0L;
        using var lines = new Journal.LineReader(path);
        while (lines.TryReadLine(out var line))
        {
            stop.ThrowIfCancellationRequested();
            if (DeliveryObservation.TryRead(line, out var delivery))
                tally.Add(delivery);
            else
                unreadable++;
        }

        return (tally.Counts, unreadable);
    }

    public void Write(BinaryWriter snapshot)
    {
        snapshot.Write(Observations);
        _events.Write(snapshot);
    }

    public void Read(BinaryReader snapshot)
    {
        Observations = snapshot.ReadInt64();
        _events.Read(snapshot);
    }
}
