namespace Tapedeck.Query;

/// <summary>Which events are asked for. A condition that is null or empty lets everything through.</summary>
internal sealed record EventFilter
{
    /// <summary>Events at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Events before this time.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Speaker { get; init; }

    /// <summary>The domain, <c>chain_type</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>The ACE tier.</summary>
    public string? Tier { get; init; }

    /// <summary>An SHL tag; the leading <c>@</c> may be left out.</summary>
    public string? Tag { get; init; }

    public string? ContextId { get; init; }

    public string? Id { get; init; }

    /// <summary>Occurs in the message's text, whatever the case.</summary>
    public string? Text { get; init; }

    /// <summary>Events behind this sequence.</summary>
    public long? After { get; init; }

    /// <summary>How a timestamp without offset is understood; UTC by default.</summary>
    public TimeSpan NaiveOffset { get; init; }

    public bool Matches(RecordedEvent e) =>
        (Speaker is null || Same(e.Speaker, Speaker))
        && (Domain is null || Same(e.Domain, Domain))
        && (Tier is null || Same(e.Tier, Tier))
        && (ContextId is null || e.ContextId == ContextId)
        && (Id is null || e.Id == Id)
        && (After is null || e.Sequence > After)
        && (Tag is null || e.Tags.Any(tag => Same(tag.TrimStart('@'), Tag.TrimStart('@'))))
        && (Text is null || e.Text.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && MatchesTime(e.Timestamp);

    private static bool Same(string? value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    private bool MatchesTime(string timestamp)
    {
        if (From is null && To is null)
            return true;
        return EventTime.TryParse(timestamp, NaiveOffset, out var time)
            && (From is null || time >= From) && (To is null || time < To);
    }
}
