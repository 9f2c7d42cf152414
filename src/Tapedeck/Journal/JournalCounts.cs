namespace Tapedeck.Journal;

/// <summary>Totals since the node started, of durable lines only.</summary>
internal record struct JournalCounts
{
    /// <summary>Event lines.</summary>
    public long Events { get; set; }

    /// <summary>Further observations of events.</summary>
    public long Deliveries { get; set; }

    /// <summary>Events whose id another message had.</summary>
    public long IdCollisions { get; set; }

    /// <summary>Numbers of producers that came again and were there already.</summary>
    public long Resends { get; set; }

    /// <summary>Frames that were no message.</summary>
    public long Quarantined { get; set; }

    /// <summary>Events whose sender did not say who it is.</summary>
    public long UnknownSpeakers { get; set; }

    /// <summary>Events without any text.</summary>
    public long EmptyTexts { get; set; }

    /// <summary>API keys masked in events and in quarantine records.</summary>
    public long MaskedApiKeys { get; set; }

    /// <summary>Bearer tokens masked in them.</summary>
    public long MaskedBearerTokens { get; set; }

    /// <summary>Private keys masked in them.</summary>
    public long MaskedPrivateKeys { get; set; }

    /// <summary>E-mail addresses masked in them.</summary>
    public long MaskedEmails { get; set; }

    /// <summary>Flushes.</summary>
    public long Blocks { get; set; }

    public static JournalCounts operator +(JournalCounts a, JournalCounts b) => new()
    {
        Events = a.Events + b.Events,
        Deliveries = a.Deliveries + b.Deliveries,
        IdCollisions = a.IdCollisions + b.IdCollisions,
        Resends = a.Resends + b.Resends,
        Quarantined = a.Quarantined + b.Quarantined,
        UnknownSpeakers = a.UnknownSpeakers + b.UnknownSpeakers,
        EmptyTexts = a.EmptyTexts + b.EmptyTexts,
        MaskedApiKeys = a.MaskedApiKeys + b.MaskedApiKeys,
        MaskedBearerTokens = a.MaskedBearerTokens + b.MaskedBearerTokens,
        MaskedPrivateKeys = a.MaskedPrivateKeys + b.MaskedPrivateKeys,
        MaskedEmails = a.MaskedEmails + b.MaskedEmails,
        Blocks = a.Blocks + b.Blocks,
    };
}
