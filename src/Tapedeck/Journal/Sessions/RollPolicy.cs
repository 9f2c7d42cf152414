namespace Tapedeck.Journal.Sessions;

/// <summary>When a session is closed and the next one begun: <c>tapedeck.journal.roll</c>. An empty session never is.</summary>
/// <param name="Bytes">The size from which it is, or null.</param>
/// <param name="TimeOfDay">The time of day, UTC, at which it is, or null.</param>
internal readonly record struct RollPolicy(long? Bytes, TimeOnly? TimeOfDay)
{
    /// <summary>One session for ever.</summary>
    public static readonly RollPolicy Never;

    /// <param name="length">Bytes of the session.</param>
    /// <param name="begunAt">When it was begun.</param>
    /// <param name="now">The present.</param>
    public bool IsDue(long length, DateTimeOffset begunAt, DateTimeOffset now) =>
        length > 0 && (length >= Bytes || (TimeOfDay is { } time && LastAt(time, now) > begunAt));

    /// <summary>The last moment, not after now, that had this time of day.</summary>
    private static DateTimeOffset LastAt(TimeOnly time, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + time.ToTimeSpan();
        return today <= now ? today : today.AddDays(-1);
    }
}
