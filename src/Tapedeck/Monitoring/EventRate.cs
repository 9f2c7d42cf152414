namespace Tapedeck.Monitoring;

/// <summary>The rate of a growing total over the last ten seconds, from one sample a second.</summary>
internal sealed class EventRate
{
    /// <summary>How often <see cref="Add"/> is to be called.</summary>
    public static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(1);

    private const int Samples = 11; // ten intervals

    private readonly Queue<long> _totals = new([0]);

    /// <summary>Adds the total as it is now.</summary>
    public void Add(long total)
    {
        _totals.Enqueue(total);
        if (_totals.Count > Samples)
            _totals.Dequeue();
    }

    /// <summary>Per second, averaged over the samples there are; 0 before the second.</summary>
    public double PerSecond => _totals.Count < 2
        ? 0
        : (_totals.Last() - _totals.Peek()) / ((_totals.Count - 1) * SampleInterval.TotalSeconds);
}
