namespace Tapedeck.Enrichment;

/// <summary>What enrichment found in a text; the spans are valid until the next text.</summary>
internal readonly ref struct TextFacts
{
    /// <summary>Index of the domain in the taxonomy.</summary>
    public required int Domain { get; init; }

    /// <summary>Index of the tier in the taxonomy; the number of tiers stands for the default.</summary>
    public required int Tier { get; init; }

    /// <summary>For each tag of the taxonomy whether the text has it.</summary>
    public required ReadOnlySpan<bool> Tags { get; init; }

    /// <summary>The lower-cased text, UTF-8.</summary>
    public required ReadOnlySpan<byte> Lower { get; init; }

    /// <summary>The keywords, spans of <see cref="Lower"/>, most frequent first.</summary>
    public required ReadOnlySpan<WordTable.Entry> Keywords { get; init; }

    /// <summary>Words and code points.</summary>
    public required TextCounts Counts { get; init; }
}
