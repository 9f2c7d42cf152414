namespace Tapedeck.ZeroMQ;

/// <summary>
/// Keys as files hold them, in ZPL as CZMQ and pyzmq (<c>zmq.auth</c>) read and write it: <c>NAME.key</c> has the public
/// key, <c>NAME.key_secret</c> both.
/// <code>
/// # a comment
/// metadata
///     name = "anything"
/// curve
///     public-key = "40 characters of Z85"
///     secret-key = "40 characters of Z85"
/// </code>
/// Source: ZeroMQ RFC 4 (ZPL), zcert(3).
/// </summary>
/// <param name="PublicKey">40 characters of Z85 text.</param>
/// <param name="SecretKey">40 characters of Z85 text; null in a public file.</param>
public sealed partial record CurveCertificate(string PublicKey, string? SecretKey)
{
    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a certificate file.</summary>
    /// <exception cref="CurveCertificateException">It has no public key, or what stands there is no key.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static CurveCertificate Load(string path)
    {
        string? publicKey = null, secretKey = null;
        var section = "";
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#')
                continue;
            if (!char.IsWhiteSpace(line[0]))
                section = content;
            if (section == "metadata")
                continue;
            if (content.StartsWith("public-key", StringComparison.Ordinal))
                publicKey ??= Key(path, number, content);
            else if (content.StartsWith("secret-key", StringComparison.Ordinal))
                secretKey ??= Key(path, number, content);
        }

        return new CurveCertificate(
            publicKey ?? throw new CurveCertificateException(path, "there is no public-key in it; make one with `tapedeck keygen`"),
            secretKey);
    }

    /// <summary>The public key alone.</summary>
    public override string ToString() => PublicKey;

    private static string Key(string path, int line, string content)
    {
        var equals = content.IndexOf('=');
        var value = equals < 0 ? "" : Unquoted(content[(equals + 1)..].Trim());
        return Z85.Decode(value) is { Length: KeyBytes }
            ? value
            : throw new CurveCertificateException(
                $"{path}:{line}", $"{content.Split('=', ' ')[0]} is no key: expected 40 characters of Z85 in quotes");
    }

    /// <summary>A quoted text ends at its second quote; what follows may be a comment.</summary>
    private static string Unquoted(string value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is var end and > 0 ? value[1..end] : value;
}
