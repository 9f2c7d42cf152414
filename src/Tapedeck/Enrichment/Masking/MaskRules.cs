namespace Tapedeck.Enrichment.Masking;

/// <summary>What is masked, and with which salt.</summary>
/// <param name="Kinds">The kinds of secrets.</param>
/// <param name="Salt">The key of their digests, <see cref="MaskSalt.Length"/> bytes.</param>
internal sealed record MaskRules(SecretKinds Kinds, byte[] Salt);
