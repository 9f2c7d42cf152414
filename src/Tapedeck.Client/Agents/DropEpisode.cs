namespace Tapedeck.Client;

/// <summary>A time in which everything of a kind is dropped. It is told once, and at most one in ten seconds.</summary>
internal sealed class DropEpisode(TimeProvider time)
{
    private static readonly TimeSpan BetweenEpisodes = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private volatile bool _goesOn;
    private long? _toldAt;

    /// <summary>Something was dropped. True if this is to be told.</summary>
    public bool Begin()
    {
        if (_goesOn)
            return false;
        lock (_gate)
        {
            if (_goesOn)
                return false;
            _goesOn = true;
            if (_toldAt is { } at && time.GetElapsedTime(at) < BetweenEpisodes)
                return false;
            _toldAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Something was not dropped.</summary>
    public void End()
    {
        if (!_goesOn)
            return;
        lock (_gate)
            _goesOn = false;
    }
}
