namespace Tapedeck.Tests.Enrichment.Masking;

/// <summary>Made-up secrets of every form; put together here, so that no scanner takes this file for a leak.</summary>
internal static class Secrets
{
    private const string Alphanumeric = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kM9nP2rS5tU8wX1zA4cD7fG0iL3oQ6qR9uV2xY";

    public static string OpenAi { get; } = "sk-" + "proj-" + Alphanumeric[..40] + "_x-y";

    public static string Anthropic { get; } = "sk-" + "ant-api03-" + Alphanumeric[..60] + "AA";

    public static string Aws { get; } = "AK" + "IA" + "IOSFODNN7EXAMPLE";

    public static string GitHub { get; } = "gh" + "p_" + Alphanumeric[..36];

    public static string Jwt { get; } =
        "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + "ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

    public static string Email { get; } = "alice.smith+test@mail.example.com";

    public static IEnumerable<string> ApiKeys { get; } =
    [
        OpenAi, Anthropic, Aws, GitHub, "sk-" + Alphanumeric[..48], "AS" + "IA" + "ABCDEFGHIJKLMNOP",
        "gh" + "o_" + Alphanumeric[..36], "gh" + "u_" + Alphanumeric[..36], "gh" + "s_" + Alphanumeric[..36],
        "gh" + "r_" + Alphanumeric[..36], "github" + "_pat_" + Alphanumeric[..22] + "_" + Alphanumeric[..59],
        "AI" + "za" + Alphanumeric[..33] + "-_", "xo" + "xb-123456789012-1234567890123-" + Alphanumeric[..24],
        "xo" + "xp-1234567890-" + Alphanumeric[..20], "xo" + "xa-2-" + Alphanumeric[..20], "xo" + "xr-1-" + Alphanumeric[..20],
        "xo" + "xs-1-" + Alphanumeric[..20], "sk" + "_live_" + Alphanumeric[..24], "rk" + "_live_" + Alphanumeric[..24],
        "sk" + "_test_" + Alphanumeric[..24], "gl" + "pat-" + Alphanumeric[..20], "np" + "m_" + Alphanumeric[..36],
        "h" + "f_" + Alphanumeric[..34],
    ];

    /// <summary>A private key, its lines ended as given.</summary>
    public static string PrivateKey(string newLine = "\n", string label = "RSA PRIVATE KEY") => string.Join(
        newLine,
        $"-----BEGIN {label}-----", Alphanumeric[..64], "+/" + Alphanumeric[..60] + "==", $"-----END {label}-----");
}
