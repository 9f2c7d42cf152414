namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// Keys of well-known services, told by how they begin. A key begins where no word goes on, has so many characters of its
/// alphabet behind its prefix, and takes all that follow.
/// </summary>
internal static class ApiKeyPattern
{
    /// <param name="Prefix">How it begins.</param>
    /// <param name="IsOfKey">Its alphabet.</param>
    /// <param name="Least">Characters behind the prefix.</param>
    /// <param name="Most">More than these, and it is something else.</param>
    /// <param name="Looks">Whether it needs a capital or a digit among its first 64, not to be words with hyphens.</param>
    private sealed record Form(string Prefix, Func<int, bool> IsOfKey, int Least, int Most = int.MaxValue, bool Looks = false)
    {
        public byte[] Bytes { get; } = System.Text.Encoding.ASCII.GetBytes(Prefix);
    }

    private const int Judged = 64;

    private static readonly Form[] Forms =
    [
        new("sk-", TokenBytes.IsBase64Url, 20, Looks: true), // OpenAI, Anthropic and others
        new("sk_live_", TokenBytes.IsAlphanumeric, 16), // Stripe
        new("sk_test_", TokenBytes.IsAlphanumeric, 16),
        new("rk_live_", TokenBytes.IsAlphanumeric, 16),
        new("rk_test_", TokenBytes.IsAlphanumeric, 16),
        new("AKIA", TokenBytes.IsCapitalOrDigit, 16, Most: 16), // AWS
        new("ASIA", TokenBytes.IsCapitalOrDigit, 16, Most: 16),
        new("AIza", TokenBytes.IsBase64Url, 35), // Google
        new("ghp_", TokenBytes.IsAlphanumeric, 36), // GitHub
        new("gho_", TokenBytes.IsAlphanumeric, 36),
        new("ghu_", TokenBytes.IsAlphanumeric, 36),
        new("ghs_", TokenBytes.IsAlphanumeric, 36),
        new("ghr_", TokenBytes.IsAlphanumeric, 36),
        new("github_pat_", TokenBytes.IsWord, 22),
        new("glpat-", TokenBytes.IsBase64Url, 20), // GitLab
        new("npm_", TokenBytes.IsAlphanumeric, 36),
        new("hf_", TokenBytes.IsAlphanumeric, 30), // Hugging Face
        new("xoxa-", TokenBytes.IsHyphenated, 10, Looks: true), // Slack
        new("xoxb-", TokenBytes.IsHyphenated, 10, Looks: true),
        new("xoxp-", TokenBytes.IsHyphenated, 10, Looks: true),
        new("xoxr-", TokenBytes.IsHyphenated, 10, Looks: true),
        new("xoxs-", TokenBytes.IsHyphenated, 10, Looks: true),
    ];

    /// <summary>Whether a key begins at <paramref name="at"/>, and which.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int at, out Secret secret)
    {
        secret = default;
        foreach (var form in Forms)
        {
            if (text[at] != form.Bytes[0] || !text[at..].StartsWith(form.Bytes))
                continue;
            var start = at + form.Bytes.Length;
            var judged = TokenBytes.RunEnd(text, start, form.IsOfKey, out var count, Judged);
            if (count < form.Least || (form.Looks && !text[start..judged].ContainsAnyInRange((byte)'0', (byte)'Z'))
                || !EscapedText.IsBoundary(text, at))
                return false;
            var end = TokenBytes.RunEnd(text, judged, form.IsOfKey, out var more);
            if (count + more > form.Most || (form.Most == form.Least && IsAlphanumericAt(text, end)))
                return false;
            secret = new Secret(SecretKinds.ApiKey, at, end);
            return true;
        }

        return false;
    }

    private static bool IsAlphanumericAt(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && TokenBytes.IsAlphanumeric(text[at]);
}
