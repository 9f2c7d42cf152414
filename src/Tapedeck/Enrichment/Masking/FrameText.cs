namespace Tapedeck.Enrichment.Masking;

/// <summary>What is kept of a frame: its text, masked where that is switched on. Valid until the next frame is masked.</summary>
internal readonly ref struct FrameText
{
    /// <summary>The topic it was published under; empty if it had none.</summary>
    public ReadOnlySpan<byte> Topic { get; init; }

    /// <summary>The frame, or its head.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The secrets that were masked in both.</summary>
    public MaskCounts Masked { get; init; }

    /// <summary>Why the frame is withheld, or null: a fault of the masker, with a digest in the place of the bytes.</summary>
    public string? Fault { get; init; }
}
