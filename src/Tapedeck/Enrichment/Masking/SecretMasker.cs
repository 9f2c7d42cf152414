namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// Puts a digest in the place of each secret of a text, whatever the text is: JSON stays JSON. Takes time linear in the
/// text's length. Keeps working memory, so one masker serves one actor; not thread safe.
/// </summary>
internal sealed class SecretMasker(MaskRules rules)
{
    /// <summary>Characters before a cut that may be the beginning of a secret: the longest local part of an address.</summary>
    private const int DoubtedBeforeCut = 64;

    private readonly TriggerSearch _triggers = new(rules.Kinds);
    private readonly WebTokenPattern _webTokens = new();
    private readonly SecretDigest _digest = new(rules.Salt);

    /// <summary>Masks the secrets of a text.</summary>
    /// <param name="text">The text, in any encoding that ASCII is a part of.</param>
    /// <param name="isCut">
    /// Whether the text goes on behind its end. Then its last word, up to 64 characters, is left out: it may begin a secret.
    /// </param>
    /// <param name="output">Overwritten where something is masked.</param>
    /// <param name="counts">What was masked is added to it.</param>
    /// <returns><paramref name="text"/> or a part of it, or what was written to <paramref name="output"/>.</returns>
    public ReadOnlySpan<byte> Mask(ReadOnlySpan<byte> text, bool isCut, LineBuffer output, scoped ref MaskCounts counts)
    {
        output.Clear();
        _webTokens.Reset();
        var done = 0;
        for (var at = _triggers.IndexIn(text, 0); at >= 0; at = _triggers.IndexIn(text, Math.Max(at + 1, done)))
        {
            if (!TryFind(text, at, done, isCut, out var secret) || secret.Start < done)
                continue;
            // The name that a secret is assigned to may have one in it.
            for (var inner = _triggers.IndexIn(text[..secret.Start], at + 1); inner >= 0;
                inner = _triggers.IndexIn(text[..secret.Start], Math.Max(inner + 1, done)))
            {
                if (TryFind(text, inner, done, isCut, out var within) && within.Start >= done && within.End <= secret.Start)
                    done = Replace(text, done, within, output, ref counts);
            }

            done = Replace(text, done, secret, output, ref counts);
        }

        var end = isCut ? StartOfLastWord(text, done) : text.Length;
        if (done == 0)
            return text[..end];
        output.Append(text[done..end]);
        return output.Written;
    }

    /// <summary>Appends what stands before a secret and its digest; returns where the secret ends.</summary>
    private int Replace(
        ReadOnlySpan<byte> text, int done, in Secret secret, LineBuffer output, scoped ref MaskCounts counts)
    {
        output.Append(text[done..secret.Start]);
        output.Append(text[secret.Quote]);
        _digest.Append(text[secret.Start..secret.End], secret.Kind, output);
        output.Append(text[secret.Quote]);
        counts.Add(secret.Kind);
        return secret.End;
    }

    /// <summary>Puts one digest in the place of a whole text.</summary>
    public ReadOnlySpan<byte> Withhold(ReadOnlySpan<byte> text, LineBuffer output)
    {
        output.Clear();
        _digest.Append(text, SecretKinds.None, output);
        return output.Written;
    }

    private bool TryFind(ReadOnlySpan<byte> text, int at, int floor, bool isCut, out Secret secret)
    {
        secret = default;
        return text[at] switch
        {
            (byte)'@' => EmailPattern.TryFind(text, at, floor, out secret),
            (byte)'B' => PrivateKeyPattern.TryFind(text, at, out secret),
            (byte)'k' or (byte)'K' => AssignedSecretPattern.TryFind(text, at, out secret),
            (byte)'e' or (byte)'E' => ((rules.Kinds & SecretKinds.BearerToken) != 0
                    && (BearerTokenPattern.TryFind(text, at, out secret) || _webTokens.TryFind(text, at, isCut, out secret)))
                || ((rules.Kinds & SecretKinds.ApiKey) != 0 && AssignedSecretPattern.TryFind(text, at, out secret)),
            (byte)'s' or (byte)'S' => ApiKeyPattern.TryFind(text, at, out secret)
                || AssignedSecretPattern.TryFind(text, at, out secret),
            (byte)'t' => at >= 2 && ApiKeyPattern.TryFind(text, at - 2, out secret), // github_pat_
            _ => ApiKeyPattern.TryFind(text, at, out secret),
        };
    }

    private static int StartOfLastWord(ReadOnlySpan<byte> text, int floor)
    {
        var start = text.Length;
        for (var count = 0; count < DoubtedBeforeCut; count++)
        {
            var length = EscapedText.ReadBack(text, start, floor, out var value);
            if (length == 0 || TokenBytes.IsWhiteSpace(value) || TokenBytes.IsQuote(value))
                break;
            start -= length;
        }

        return start;
    }
}
