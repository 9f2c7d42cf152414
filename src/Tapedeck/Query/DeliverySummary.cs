namespace Tapedeck.Query;

/// <summary>Counts messages and what became of them, and knows the delays in between.</summary>
internal sealed class DeliverySummary
{
    private readonly List<float> _seconds = [];

    public long Messages { get; private set; }

    public long Received { get; private set; }

    public long NotReceived => Messages - Received;

    public void Add(MessageDelivery message)
    {
        Messages++;
        Received += message.IsReceived ? 1 : 0;
        if (message.Seconds is { } seconds)
            _seconds.Add((float)seconds);
    }

    /// <summary>The delay, in seconds, that this part of the messages did not exceed: 0.5 is the median. Null without any.</summary>
    public double? Percentile(double part)
    {
        if (_seconds.Count == 0)
            return null;
        _seconds.Sort();
        return _seconds[(int)Math.Ceiling(part * _seconds.Count) - 1];
    }
}
