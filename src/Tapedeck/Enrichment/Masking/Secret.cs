namespace Tapedeck.Enrichment.Masking;

/// <summary>Where a secret stands in a text.</summary>
/// <param name="Kind">What it is: a single kind.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its last.</param>
/// <param name="Quote">
/// The quote to set around what replaces it, where the secret is a number in JSON and a text takes its place; else empty.
/// </param>
internal readonly record struct Secret(SecretKinds Kind, int Start, int End, Range Quote = default);
