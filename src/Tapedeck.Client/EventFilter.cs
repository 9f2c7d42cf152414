namespace Tapedeck.Client;

/// <summary>Which events are asked for. A condition that is null lets everything through; names are compared whatever the case.</summary>
public sealed record EventFilter
{
    /// <summary>Everything.</summary>
    public static readonly EventFilter Everything = new();

    /// <summary>Events at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Events before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Who said it.</summary>
    public string? Speaker { get; init; }

    /// <summary>The domain, <c>chain_type</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>The ACE tier: A, C or E.</summary>
    public string? Tier { get; init; }

    /// <summary>An SHL tag; the leading <c>@</c> may be left out.</summary>
    public string? Tag { get; init; }

    /// <summary>The context id, exactly.</summary>
    public string? ContextId { get; init; }

    /// <summary>The message id, exactly.</summary>
    public string? Id { get; init; }

    /// <summary>Occurs in the message's text.</summary>
    public string? Text { get; init; }

    /// <summary>Events behind this sequence.</summary>
    public long? After { get; init; }
}
