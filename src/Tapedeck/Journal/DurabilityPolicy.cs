using System.Globalization;

namespace Tapedeck.Journal;

/// <summary>
/// When the journal flushes: <c>tapedeck.journal.durability</c>. Under each of them nothing is acknowledged or published
/// before it is flushed.
/// </summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Interval">How long a block is collected, for <see cref="DurabilityKind.Interval"/>.</param>
internal readonly record struct DurabilityPolicy(DurabilityKind Kind, TimeSpan Interval = default)
{
    public static readonly DurabilityPolicy Group = new(DurabilityKind.Group);

    public static readonly DurabilityPolicy Each = new(DurabilityKind.Each);

    /// <summary>As it is configured: <c>group</c>, <c>each</c>, <c>interval 100ms</c>.</summary>
    public override string ToString() => Kind == DurabilityKind.Interval
        ? string.Create(CultureInfo.InvariantCulture, $"interval {Interval.TotalMilliseconds:0.###}ms")
        : Kind == DurabilityKind.Each ? "each" : "group";
}

/// <summary>How blocks come about.</summary>
internal enum DurabilityKind
{
    /// <summary>One flush for all that queued while the last one ran.</summary>
    Group,

    /// <summary>One flush for each event.</summary>
    Each,

    /// <summary>One flush for all that came within an interval.</summary>
    Interval,
}
