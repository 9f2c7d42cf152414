using System.IO.Hashing;
using System.Text;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>
/// The running totals of a journal that is being recorded: follows it block by block, and its deliveries. Of one thread at a time.
/// </summary>
/// <param name="folder">The journal.</param>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed class LiveTally(JournalFolder folder, TimeSpan naiveOffset) : IDisposable
{
    private readonly TalliedLine _read = new(naiveOffset);
    private readonly ObservationTally _observed = new();
    private LineReader _deliveries = new(folder.Deliveries);
    private LastDelivery _lastDelivery;

    /// <summary>The last delivery that is counted, by which it is told whether the file is still the same.</summary>
    private readonly record struct LastDelivery(int Length, ulong Hash);

    public ConversationTally Total { get; private set; } = new();

    public UndeliveredWatch Undelivered { get; } = new();

    /// <summary>Sequence of the last event that is tallied; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The chain's link behind it.</summary>
    public ChainHash Link { get; private set; }

    /// <summary>Lines that are no event and were passed over.</summary>
    public long Unreadable { get; private set; }

    public DeliveryCounts Deliveries => _observed.Counts;

    /// <summary>Tallies what came since.</summary>
    /// <param name="end">How far the journal is durable.</param>
    /// <param name="tallied">Is called behind each block.</param>
    /// <param name="stop">Ends it behind a block.</param>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public void CatchUp(JournalPosition end, Action tallied, CancellationToken stop)
    {
        using var blocks = new BlockReader(folder, LastSequence, long.MaxValue, end);
        while (blocks.TryRead(out var block, out var lines))
        {
            stop.ThrowIfCancellationRequested();
            Add(block.FirstSequence, lines);
            (LastSequence, Link) = (block.LastSequence, block.Link ?? Link);
            tallied();
        }

        ReadDeliveries(stop);
    }

    /// <summary>Writes what it knows to a snapshot.</summary>
    public void Write(BinaryWriter snapshot)
    {
        snapshot.Write(naiveOffset.Ticks);
        snapshot.Write(LastSequence);
        var link = new byte[ChainHash.Size];
        Link.Write(link);
        snapshot.Write(link);
        snapshot.Write(Unreadable);
        Total.Write(snapshot);
        snapshot.Write(_deliveries.Offset);
        snapshot.Write(_lastDelivery.Length);
        snapshot.Write(_lastDelivery.Hash);
        _observed.Write(snapshot);
        var reporting = Undelivered.Reporting.ToList();
        snapshot.Write(reporting.Count);
        foreach (var receiver in reporting)
            snapshot.Write(receiver);
    }

    /// <summary>Takes what <see cref="Write"/> wrote.</summary>
    /// <returns>False if it is of another journal, or does not fit this one any more.</returns>
    /// <exception cref="IOException">It was cut short, or the journal cannot be read.</exception>
    public bool TryRead(BinaryReader snapshot, JournalPosition end)
    {
        if (snapshot.ReadInt64() != naiveOffset.Ticks)
            return false;
        (LastSequence, Link) = (snapshot.ReadInt64(), ChainHash.Read(snapshot.ReadBytes(ChainHash.Size)));
        if (!IsInJournal(end))
            return false;
        Unreadable = snapshot.ReadInt64();
        Total = ConversationTally.Read(snapshot);
        var deliveriesEnd = snapshot.ReadInt64();
        _lastDelivery = new LastDelivery(snapshot.ReadInt32(), snapshot.ReadUInt64());
        if (deliveriesEnd > 0 && !IsInDeliveries(deliveriesEnd))
            return false;
        _deliveries.Dispose();
        _deliveries = new LineReader(folder.Deliveries, deliveriesEnd);
        _observed.Read(snapshot);
        for (var left = snapshot.ReadInt32(); left > 0; left--)
            Undelivered.Report(Encoding.UTF8.GetBytes(snapshot.ReadString()));
        return true;
    }

    public void Dispose() => _deliveries.Dispose();

    private void Add(long sequence, ReadOnlySpan<byte> lines)
    {
        for (; !lines.IsEmpty; sequence++)
        {
            var line = lines[..lines.IndexOf((byte)'\n')];
            lines = lines[(line.Length + 1)..];
            if (!_read.TryRead(line))
            {
                Unreadable++;
                continue;
            }

            Total.Add(_read, line);
            Undelivered.Add(sequence, _read, line);
        }
    }

    private void ReadDeliveries(CancellationToken stop)
    {
        while (_deliveries.TryReadLine(out var line))
        {
            stop.ThrowIfCancellationRequested();
            _lastDelivery = new LastDelivery(line.Length, XxHash3.HashToUInt64(line));
            if (!DeliveryObservation.TryRead(line, out var delivery))
            {
                Unreadable++;
                continue;
            }

            _observed.Add(delivery);
            Undelivered.Add(delivery, LastSequence);
        }
    }

    private bool IsInJournal(JournalPosition end)
    {
        if (LastSequence == 0)
            return true;
        using var blocks = new BlockReader(folder, LastSequence - 1, LastSequence + 1, end);
        return blocks.TryRead(out var block, out _) && block.LastSequence == LastSequence && block.Link == Link;
    }

    private bool IsInDeliveries(long end)
    {
        if (!File.Exists(folder.Deliveries))
            return false;
        using var last = new LineReader(folder.Deliveries, end - _lastDelivery.Length - 1) { Limit = end };
        return last.TryReadLine(out var line) && line.Length == _lastDelivery.Length && XxHash3.HashToUInt64(line) == _lastDelivery.Hash;
    }
}
