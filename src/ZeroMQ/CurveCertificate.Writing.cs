using System.Text;

namespace Tapedeck.ZeroMQ;

// Files are made once: a key that is overwritten locks out whoever has the old one.
public sealed partial record CurveCertificate
{
    /// <summary>
    /// Writes a key pair as <c>NAME.key</c> and <c>NAME.key_secret</c>, which only its owner may read (0600). Makes the
    /// folder if there is none. Overwrites nothing.
    /// </summary>
    /// <returns>The paths of both.</returns>
    /// <exception cref="CurveCertificateException">There is one of these files already.</exception>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public static (string PublicPath, string SecretPath) Save(CurveKeyPair keys, string folder, string name)
    {
        var publicPath = Path.Combine(folder, name + ".key");
        var secretPath = Path.Combine(folder, name + ".key_secret");
        foreach (var path in new[] { publicPath, secretPath })
            if (File.Exists(path))
                throw new CurveCertificateException(
                    path, "it is there already, and a key is not overwritten: take another name, or move it away");

        Directory.CreateDirectory(folder);
        Create(secretPath, OwnerOnly, $"""
            # ZeroMQ CURVE certificate with the SECRET key of {name}. Give it to nobody.
            metadata
            curve
                public-key = "{keys.PublicKey}"
                secret-key = "{keys.SecretKey}"

            """);
        Create(publicPath, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead, $"""
            # ZeroMQ CURVE certificate with the public key of {name}. Hand it on so that nobody can change it on the way.
            metadata
            curve
                public-key = "{keys.PublicKey}"

            """);
        return (publicPath, secretPath);
    }

    private static void Create(string path, UnixFileMode mode, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
    }
}
