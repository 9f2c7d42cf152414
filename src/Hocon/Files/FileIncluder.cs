using System.Text;
using Tapedeck.Hocon.Syntax;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Files;

/// <summary>Reads one file and, relative to its folder, the files it includes.</summary>
internal sealed class FileIncluder
{
    private const int MaximumFiles = 1_000;
    private const int MaximumChain = 64;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly List<string> _open = [];
    private int _filesRead;

    /// <summary>Reads a file that must exist.</summary>
    /// <exception cref="HoconException">The file is missing, unreadable, no UTF-8 or no configuration.</exception>
    public ObjectNode ReadRoot(string path)
    {
        var start = new HoconOrigin(path, 1, 1);
        if (!File.Exists(path)) throw new HoconException(start, "the file does not exist; check the path");
        return Read(path, start, DocumentScope.Start);
    }

    private ObjectNode Include(string includingFile, IncludeStatement statement, DocumentScope scope)
    {
        var path = Path.Combine(Path.GetDirectoryName(includingFile) ?? "", statement.Name);
        string[] candidates = Path.HasExtension(path) ? [path] : [path + ".json", path + ".conf"];
        var merged = new ObjectNode(statement.Origin);
        var found = false;
        foreach (var candidate in candidates.Where(File.Exists))
        {
            found = true;
            merged.Overlay(Read(candidate, statement.Origin, scope));
        }

        if (!found && statement.IsRequired)
            throw new HoconException(statement.Origin,
                $"the required file {string.Join(" or ", candidates)} does not exist; create it or drop required()");
        return merged;
    }

    private ObjectNode Read(string path, HoconOrigin cause, DocumentScope scope)
    {
        var identity = Path.GetFullPath(path);
        if (_open.Contains(identity))
            throw new HoconException(cause, $"{path} includes itself; remove one include of the circle");
        if (_open.Count == MaximumChain || ++_filesRead > MaximumFiles)
            throw new HoconException(cause,
                $"more than {MaximumChain} includes inside each other or {MaximumFiles} in all; include less");

        _open.Add(identity);
        var root = Parser.Parse(ReadText(path, cause), path, scope, (statement, at) => Include(path, statement, at));
        _open.RemoveAt(_open.Count - 1);
        return root;
    }

    private static string ReadText(string path, HoconOrigin cause)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            try
            {
                return StrictUtf8.GetString(bytes);
            }
            catch (DecoderFallbackException invalid)
            {
                throw new HoconException(PlaceOf(path, bytes, invalid.Index),
                    "not valid UTF-8; save the file as UTF-8");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoconException(cause, $"cannot read {path}: {failure.Message}", failure);
        }
    }

    private static HoconOrigin PlaceOf(string path, byte[] bytes, int index)
    {
        var before = bytes.AsSpan(0, Math.Clamp(index, 0, bytes.Length));
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new HoconOrigin(path, before.Count((byte)'\n') + 1, before.Length - lineStart + 1);
    }
}
