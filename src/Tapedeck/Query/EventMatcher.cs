using System.Text.Json;
using Tapedeck.Client;

namespace Tapedeck.Query;

/// <summary>Decides whether an event passes a filter.</summary>
/// <param name="filter">The conditions.</param>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed class EventMatcher(EventFilter filter, TimeSpan naiveOffset)
{
    /// <summary>Lets every event through.</summary>
    public static readonly EventMatcher Everything = new(EventFilter.Everything, TimeSpan.Zero);

    public bool Matches(RecordedEvent e) =>
        (filter.Speaker is null || Same(e.Speaker, filter.Speaker))
        && (filter.Domain is null || Same(e.Domain, filter.Domain))
        && (filter.Tier is null || Same(e.Tier, filter.Tier))
        && (filter.ContextId is null || e.ContextId == filter.ContextId)
        && (filter.Id is null || e.Id == filter.Id)
        && (filter.After is null || e.Sequence > filter.After)
        && (filter.Tag is null || e.Tags.Any(tag => Same(tag.TrimStart('@'), filter.Tag.TrimStart('@'))))
        && (filter.Text is null || e.Text.Contains(filter.Text, StringComparison.OrdinalIgnoreCase))
        && MatchesTime(e.Timestamp);

    /// <summary>Whether the event of a line passes; null if it is no event.</summary>
    public bool? Matches(ReadOnlySpan<byte> line)
    {
        try
        {
            return Matches(RecordedEvent.Parse(line));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Same(string? value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    private bool MatchesTime(string timestamp)
    {
        if (filter.From is null && filter.To is null)
            return true;
        return EventTime.TryParse(timestamp, naiveOffset, out var time)
            && (filter.From is null || time >= filter.From) && (filter.To is null || time < filter.To);
    }
}
