namespace Tapedeck.Alerting;

/// <summary>How much a growing total grew within a time.</summary>
internal sealed class Growth(TimeSpan window)
{
    private readonly Queue<(DateTimeOffset At, long Total)> _samples = [];

    /// <summary>Takes the next sample; a total that is smaller than before began anew.</summary>
    public long Of(DateTimeOffset at, long total)
    {
        if (_samples.Count > 0 && total < _samples.Last().Total)
            _samples.Clear();
        _samples.Enqueue((at, total));
        while (_samples.Count > 2 && at - _samples.ElementAt(1).At >= window)
            _samples.Dequeue();
        return total - _samples.Peek().Total;
    }
}
