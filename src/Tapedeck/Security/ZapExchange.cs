using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Security;

/// <summary>
/// One question of libzmq, whether a peer may connect, and the answer to it. Source: ZeroMQ RFC 27; frames behind the
/// routing id and an empty one:
/// <code>
/// question  "1.0" | request id | domain | address | identity | mechanism | credentials, with CURVE 32 bytes of key
/// answer    "1.0" | request id | status code | status text | user id | metadata
/// </code>
/// </summary>
/// <param name="Frames">The answer, or null if the question does not even have an id to answer to.</param>
/// <param name="Refusal">Why the peer may not connect, with its address; null if it may.</param>
internal sealed record ZapExchange(IReadOnlyList<byte[]>? Frames, string? Refusal)
{
    /// <summary>Where libzmq asks.</summary>
    public const string Endpoint = "inproc://zeromq.zap.01";

    /// <summary>The domain of the node's sockets.</summary>
    public const string Domain = "tapedeck";

    private const int KeyBytes = 32;
    private const int LeastFrames = 6;

    private static readonly byte[] Version = "1.0"u8.ToArray();

    /// <summary>Answers a question.</summary>
    /// <param name="question">Its frames behind the empty one.</param>
    /// <param name="nameOf">The name of the client with a public key, in Z85, or null.</param>
    /// <param name="folder">The folder of the clients' keys, for the reason.</param>
    public static ZapExchange Answer(IReadOnlyList<byte[]> question, Func<string, string?> nameOf, string folder)
    {
        if (question.Count < 2)
            return new ZapExchange(null, $"a question of {question.Count} frames");
        var id = question[1];
        if (!question[0].AsSpan().SequenceEqual(Version))
            return Refused(id, "500", "unknown version", "the version of ZAP is not 1.0");
        if (question.Count < LeastFrames)
            return Refused(id, "500", "not enough frames", $"a question of {question.Count} frames");

        var address = Printable(question[3]);
        if (Printable(question[2]) != Domain)
            return Refused(id, "400", "unknown domain", $"{address}: the domain is not {Domain}");
        if (Printable(question[5]) != "CURVE")
            return Refused(id, "400", "CURVE only", $"{address}: it shows no CURVE key");
        if (question.Count != LeastFrames + 1 || question[6].Length != KeyBytes)
            return Refused(id, "400", "no key", $"{address}: what it shows is no CURVE key of {KeyBytes} bytes");

        var key = Z85.Encode(question[6]);
        return nameOf(key) is { } name
            ? new ZapExchange(Reply(id, "200", "OK", name), Refusal: null)
            : Refused(id, "400", "unknown key", $"{address}: the key {key} is none of those in {folder}");
    }

    private static ZapExchange Refused(byte[] id, string code, string text, string reason) =>
        new(Reply(id, code, text, user: ""), reason);

    private static IReadOnlyList<byte[]> Reply(byte[] id, string code, string text, string user) =>
        [Version, id, Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(text), Encoding.UTF8.GetBytes(user), []];

    /// <summary>At most 60 characters of what a peer may have chosen, without those that move a terminal.</summary>
    private static string Printable(byte[] text) => string.Concat(
        Encoding.UTF8.GetString(text.AsSpan(0, Math.Min(text.Length, 60))).Select(c => char.IsControl(c) ? '?' : c));
}
