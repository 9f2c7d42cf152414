using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Tapedeck.Client;

/// <summary>
/// The folder of an agent's spools, <c>&lt;agent&gt;-&lt;id&gt;.spool</c>. Its files are readable by their owner only, as
/// conversations are in them. Source: docs/wire-format.md, "Spool files".
/// </summary>
internal sealed class SpoolFolder(string path, string agent)
{
    private const string Extension = ".spool";
    private const int IdLength = 12;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string _name = EscapeName(agent);

    /// <summary>Where spools are kept if nobody says where.</summary>
    public static string Default
    {
        get
        {
            if (Environment.GetEnvironmentVariable("TAPEDECK_SPOOL") is { Length: > 0 } named)
                return named;
            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            if (OperatingSystem.IsWindows())
                state = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            else if (!Path.IsPathRooted(state))
                state = Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
            return Path.Combine(state!, "tapedeck", "spool");
        }
    }

    /// <summary>The name as files and producers have it: all but letters, digits, <c>_</c>, <c>.</c> and <c>-</c> is %XX.</summary>
    public static string EscapeName(string agent)
    {
        var name = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(agent))
            if (char.IsAsciiLetterOrDigit((char)unit) || "_.-"u8.Contains(unit))
                name.Append((char)unit);
            else
                name.Append($"%{unit:X2}");
        return name.ToString();
    }

    /// <summary>Opens a file for reading and writing that, if it is new, only its owner may read.</summary>
    public static FileStream OpenPrivate(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>Makes the folder if it is not there.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Claims a new spool, empty, of a new producer: <c>&lt;agent&gt;/&lt;id&gt;</c>, as in its name.</summary>
    public (SpoolClaim Claim, string Producer) ClaimNew()
    {
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        var claim = SpoolClaim.TryTake(Path.Combine(path, $"{_name}-{id}{Extension}"))
            ?? throw new IOException($"a new spool in {path} is locked already");
        return (claim, $"{_name}/{id}");
    }

    /// <summary>Claims the spools of the agent that nobody has, one after the other as they are asked for, by name.</summary>
    public IEnumerable<SpoolClaim> ClaimFree()
    {
        foreach (var file in Directory.GetFiles(path, "*" + Extension).Where(IsOfAgent).Order(StringComparer.Ordinal))
        {
            var claim = SpoolClaim.TryTake(file);
            if (claim is null)
                continue;
            if (File.Exists(file))
                yield return claim;
            else
                claim.Delete(); // its owner was done with it just now
        }
    }

    private bool IsOfAgent(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file.AsSpan());
        return name.Length == _name.Length + 1 + IdLength && name.StartsWith(_name, StringComparison.Ordinal)
            && name[_name.Length] == '-' && !name[(_name.Length + 1)..].ContainsAnyExcept(HexDigits);
    }
}
