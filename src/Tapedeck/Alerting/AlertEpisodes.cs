namespace Tapedeck.Alerting;

/// <summary>
/// Which episodes there are. One is raised once something has been bad for the holding time, and resolved once it has been good, or
/// was not watched, for as long: so each is noticed twice, however often it goes back and forth in between.
/// </summary>
/// <param name="hold">The holding time.</param>
internal sealed class AlertEpisodes(TimeSpan hold)
{
    private readonly Dictionary<AlertKey, AlertNotice> _active = [];
    private readonly Dictionary<AlertKey, DateTimeOffset> _turning = []; // since when it has been other than it was noticed

    /// <summary>The notices of those that are not resolved, oldest first.</summary>
    public IReadOnlyList<AlertNotice> Active => [.. _active.Values.OrderBy(notice => notice.Since).ThenBy(notice => notice.Rule, StringComparer.Ordinal).ThenBy(notice => notice.Subject, StringComparer.Ordinal)];

    /// <summary>Goes on with an episode that an earlier run of the node raised.</summary>
    public void GoOn(AlertNotice raised) => _active[raised.Key] = raised;

    /// <summary>What is to be noticed now.</summary>
    /// <param name="conditions">Everything that could be told, each once.</param>
    /// <param name="untold">The rules that nothing could be told of.</param>
    /// <param name="now">When.</param>
    public IReadOnlyList<AlertNotice> Check(IReadOnlyList<AlertCondition> conditions, IReadOnlySet<string> untold, DateTimeOffset now)
    {
        var notices = new List<AlertNotice>();
        foreach (var condition in conditions)
            Check(condition, now, notices);
        var told = conditions.Select(condition => condition.Key).ToHashSet();
        foreach (var (key, raised) in _active.Where(one => !untold.Contains(one.Key.Rule) && !told.Contains(one.Key)).ToList())
            Check(new AlertCondition(key.Rule, key.Subject, Standing.Good, $"is no longer watched: {raised.Message}"), now, notices);
        foreach (var key in _turning.Keys.Where(key => !_active.ContainsKey(key) && !untold.Contains(key.Rule) && !told.Contains(key)).ToList())
            _turning.Remove(key);
        return notices;
    }

    private void Check(AlertCondition condition, DateTimeOffset now, List<AlertNotice> notices)
    {
        var key = condition.Key;
        var isActive = _active.TryGetValue(key, out var raised);
        if (condition.Standing != (isActive ? Standing.Good : Standing.Bad))
        {
            _turning.Remove(key);
            return;
        }

        if (!_turning.TryGetValue(key, out var since))
            _turning[key] = since = now;
        if (now - since < hold)
            return;
        _turning.Remove(key);
        var notice = new AlertNotice(
            Guid.CreateVersion7(now), isActive ? AlertNotice.Resolved : AlertNotice.Raised, key.Rule, key.Subject, now, raised?.Since ?? now,
            condition.Message);
        if (isActive)
            _active.Remove(key);
        else
            _active[key] = notice;
        notices.Add(notice);
    }
}
