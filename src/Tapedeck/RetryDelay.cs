namespace Tapedeck;

/// <summary>Doubling pauses between attempts at something the outside world must set right: a disk, a port.</summary>
internal sealed class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = First;

    /// <summary>The pause before the next attempt: 100 ms, doubling up to 5 s.</summary>
    public TimeSpan Next()
    {
        var delay = _next;
        _next = delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }

    /// <summary>It worked: the next trouble starts at the shortest pause again.</summary>
    public void Reset() => _next = First;
}
