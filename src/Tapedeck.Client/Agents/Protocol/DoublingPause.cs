namespace Tapedeck.Client;

/// <summary>A pause that doubles each time it is taken, up to a longest one.</summary>
internal sealed class DoublingPause(TimeSpan shortest, TimeSpan longest)
{
    private TimeSpan _doubled;

    /// <summary>The pause that comes next.</summary>
    public TimeSpan Next => _doubled > shortest ? _doubled : shortest;

    /// <summary>The next pause, doubled for the time after it.</summary>
    public TimeSpan Take()
    {
        var pause = Next;
        _doubled = pause * 2 < longest ? pause * 2 : longest;
        return pause;
    }

    /// <summary>Back to the shortest.</summary>
    public void Reset() => _doubled = TimeSpan.Zero;
}
