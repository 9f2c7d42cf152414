using Tapedeck.Hocon.Files;
using Tapedeck.Hocon.Resolution;
using Tapedeck.Hocon.Syntax;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon;

/// <summary>
/// A HOCON configuration (lightbend/config, HOCON.md): parsed at once, its substitutions resolved once, at
/// <see cref="Resolve"/> or the first read. Immutable and safe to share between threads. Paths given to its members are
/// dotted, and a key with other characters than letters, digits, <c>-</c> and <c>_</c> is best quoted.
/// </summary>
public sealed partial class HoconConfig
{
    /// <summary>The configuration without any key.</summary>
    public static readonly HoconConfig Empty =
        new(new ObjectNode(new HoconOrigin("<empty>", 1, 1)), null, HoconPath.Root);

    private readonly ObjectNode _document;
    private readonly IReadOnlyDictionary<string, string>? _environment;
    private readonly HoconPath _location;
    private readonly Lazy<ObjectNode> _resolved;

    private HoconConfig(ObjectNode document, IReadOnlyDictionary<string, string>? environment, HoconPath location)
    {
        _document = document;
        _environment = environment;
        _location = location;
        _resolved = new Lazy<ObjectNode>(() => Materializer.Resolve(document, FindVariable));
    }

    /// <summary>Parses a text; an <c>include</c> in it is an error, because a text has no folder.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="origin">What errors name as the file.</param>
    /// <exception cref="HoconException">The text is no configuration.</exception>
    public static HoconConfig Parse(string text, string origin = "<string>") =>
        new(Parser.Parse(text, origin, DocumentScope.Start, RefuseInclude), null, HoconPath.Root);

    /// <summary>Parses a UTF-8 file and what it includes; relative names are taken from the including file's folder.
    /// </summary>
    /// <exception cref="HoconException">A file is missing, unreadable or no configuration.</exception>
    public static HoconConfig ParseFile(string path) => new(new FileIncluder().ReadRoot(path), null, HoconPath.Root);

    /// <summary>
    /// Lays this configuration over another: where both set a value this one wins, objects are merged. Substitutions
    /// of both see the merged whole.
    /// </summary>
    public HoconConfig WithFallback(HoconConfig other)
    {
        var merged = other._document.Copy();
        merged.Overlay(_document);
        return new HoconConfig(merged, _environment, _location);
    }

    /// <summary>Resolves every substitution now, so that an error shows here and not at the first read.</summary>
    /// <param name="environment">The variables that stand in for paths the configuration does not set; default: those
    /// of this process.</param>
    /// <exception cref="HoconException">A substitution has no value, leads back to itself or mixes kinds.</exception>
    public HoconConfig Resolve(IReadOnlyDictionary<string, string>? environment = null)
    {
        var config = new HoconConfig(_document, environment ?? _environment, _location);
        _ = config._resolved.Value;
        return config;
    }

    /// <summary>The resolved root.</summary>
    internal ObjectNode Root => _resolved.Value;

    private string? FindVariable(string name)
    {
        if (_environment is not null) return _environment.GetValueOrDefault(name);
        return name.Length == 0 || name.Contains('\0') ? null : Environment.GetEnvironmentVariable(name);
    }

    private static ObjectNode RefuseInclude(IncludeStatement statement, DocumentScope scope) =>
        throw new HoconException(statement.Origin,
            $"cannot include \"{statement.Name}\" from a text without a folder; put the text into a file");
}
