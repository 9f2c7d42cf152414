namespace Tapedeck.Query;

/// <summary>
/// Collects the observations of <c>deliveries.jsonl</c> by event, then tells for each event what became of it. Keeps some
/// fifty bytes for each event that was sent or received by an observation after the first.
/// </summary>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed class DeliveryTally(TimeSpan naiveOffset)
{
    private const string Sent = "sent";
    private const string Received = "received";

    private readonly Dictionary<long, Sightings> _events = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _names = [];

    public void Add(in DeliveryLine line)
    {
        if (line.Event is not (Sent or Received))
            return;
        var sightings = _events.GetValueOrDefault(line.Sequence);
        Add(ref sightings, line.Event, line.Observer, line.Timestamp);
        _events[line.Sequence] = sightings;
    }

    /// <summary>What became of an event; null if it names no receiver.</summary>
    public MessageDelivery? Of(RecordedEvent recorded)
    {
        if (recorded.Receiver is not { Length: > 0 } receiver)
            return null;

        var sightings = recorded.Sequence is { } sequence ? _events.GetValueOrDefault(sequence) : default;
        Add(
            ref sightings, recorded.Event, recorded.Observer ?? receiver, recorded.ObservedAt ?? recorded.Timestamp);
        var sentAt = sightings.SentAt == 0 ? TicksOf(recorded.Timestamp) : sightings.SentAt;
        return new MessageDelivery(
            recorded.Sequence, recorded.Id, recorded.Speaker, receiver, Time(sentAt), Time(sightings.ReceivedAt),
            sightings.Received == 0 ? null : _names[sightings.ReceivedBy],
            sentAt == 0 || sightings.ReceivedAt == 0 ? null : TimeSpan.FromTicks(sightings.ReceivedAt - sentAt).TotalSeconds,
            sightings.Received);
    }

    private void Add(ref Sightings sightings, string? seen, string observer, string timestamp)
    {
        if (seen == Sent)
            sightings.AddSent(TicksOf(timestamp));
        else if (seen == Received)
            sightings.AddReceived(TicksOf(timestamp), NumberOf(observer));
    }

    private int NumberOf(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _numbers.Add(name, number);
            _names.Add(name);
        }

        return number;
    }

    private long TicksOf(string timestamp) =>
        EventTime.TryParse(timestamp, naiveOffset, out var time) ? time.UtcTicks : 0;

    private static DateTime? Time(long ticks) => ticks == 0 ? null : new DateTime(ticks, DateTimeKind.Utc);
}
