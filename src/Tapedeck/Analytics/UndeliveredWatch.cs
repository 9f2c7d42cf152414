using System.Text;

namespace Tapedeck.Analytics;

/// <summary>
/// Watches for messages that do not arrive: those to a receiver that reports what it receives, until somebody reports them as
/// received. In bounded memory: one that is not reported within an hour, or that too many others came behind, is no longer waited for.
/// </summary>
internal sealed class UndeliveredWatch
{
    private const int MostReceivers = 1000;
    private const int MostWaitedFor = 100_000;
    private const long Minute = 60_000_000;
    private const long Hour = 60 * Minute;

    private readonly HashSet<string> _reporting = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<long> _waitedFor = [];
    private readonly HashSet<long> _early = []; // received, and the event is not read yet
    private readonly Queue<(long Sequence, long RecordedAt)> _inOrder = [];

    /// <summary>The receivers that report what they receive.</summary>
    public IEnumerable<string> Reporting => _reporting.Order(StringComparer.Ordinal);

    /// <summary>Notes that a receiver reports.</summary>
    public void Report(ReadOnlySpan<byte> receiver)
    {
        if (_reporting.Count < MostReceivers)
            _reporting.Add(Encoding.UTF8.GetString(receiver));
    }

    /// <summary>Notes an event.</summary>
    public void Add(long sequence, TalliedLine read, ReadOnlySpan<byte> line)
    {
        if (read.Text(TalliedLine.Field.Event, line).SequenceEqual("received"u8))
        {
            Report(read.Text(TalliedLine.Field.Observer, line));
            return;
        }

        var receiver = read.Text(TalliedLine.Field.Receiver, line);
        if (_early.Remove(sequence) || receiver.IsEmpty || _reporting.Count == 0 || !_reporting.Contains(Encoding.UTF8.GetString(receiver)))
            return;
        _waitedFor.Add(sequence);
        _inOrder.Enqueue((sequence, read.RecordedAt));
        if (_inOrder.Count > MostWaitedFor)
            _waitedFor.Remove(_inOrder.Dequeue().Sequence);
    }

    /// <summary>Notes another observation of an event.</summary>
    /// <param name="delivery">The observation.</param>
    /// <param name="last">Sequence of the last event that was noted.</param>
    public void Add(DeliveryObservation delivery, long last)
    {
        if (!delivery.Event.SequenceEqual("received"u8))
            return;
        Report(delivery.Observer);
        if (delivery.Sequence <= last)
            _waitedFor.Remove(delivery.Sequence);
        else if (_early.Count < MostWaitedFor)
            _early.Add(delivery.Sequence);
    }

    /// <summary>Messages that have been waited for longer than a minute.</summary>
    /// <param name="now">Microseconds since 1970.</param>
    public long Count(long now)
    {
        while (_inOrder.TryPeek(out var first) && (!_waitedFor.Contains(first.Sequence) || now - first.RecordedAt > Hour))
            _waitedFor.Remove(_inOrder.Dequeue().Sequence);
        return _inOrder.Count(message => now - message.RecordedAt > Minute && _waitedFor.Contains(message.Sequence));
    }
}
