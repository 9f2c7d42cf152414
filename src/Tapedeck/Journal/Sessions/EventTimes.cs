namespace Tapedeck.Journal.Sessions;

/// <summary>
/// From when to when events are, by their <c>Timestamp</c>, as microseconds since 1970 in UTC, a naive one understood as UTC.
/// </summary>
/// <param name="Earliest">The earliest; <see cref="long.MaxValue"/> if no timestamp was understood.</param>
/// <param name="Latest">The latest; <see cref="long.MinValue"/> if no timestamp was understood.</param>
internal readonly record struct EventTimes(long Earliest, long Latest)
{
    /// <summary>Of no event.</summary>
    public static readonly EventTimes None = new(long.MaxValue, long.MinValue);

    /// <summary>With one more event; <see cref="long.MinValue"/> stands for a timestamp that was not understood.</summary>
    public EventTimes With(long time) => time == long.MinValue
        ? this
        : new EventTimes(Math.Min(Earliest, time), Math.Max(Latest, time));

    /// <summary>Whether any moment is in both.</summary>
    public bool Overlaps(EventTimes others) => Earliest <= others.Latest && others.Earliest <= Latest;

    public EventTimes With(EventTimes others) => new(Math.Min(Earliest, others.Earliest), Math.Max(Latest, others.Latest));
}
