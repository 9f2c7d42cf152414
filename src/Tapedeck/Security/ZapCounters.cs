namespace Tapedeck.Security;

/// <summary>Counts of one node's <see cref="ZapActor"/>, which outlive its restarts. Written on one thread at a time.</summary>
internal sealed class ZapCounters
{
    private long _accepted;
    private long _refused;
    private string? _lastRefusal;

    public ZapProtocol.ZapSnapshot Snapshot => new(_accepted, _refused, _lastRefusal);

    public void Accept() => _accepted++;

    public void Refuse(string reason)
    {
        _refused++;
        _lastRefusal = reason;
    }
}
