using Tapedeck.Hocon.Syntax;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon;

public sealed partial class HoconConfig
{
    /// <summary>Whether the path has a value other than null.</summary>
    public bool HasPath(string path) =>
        Find(PathParser.Parse(path)) is not (null or ScalarNode { Kind: ScalarKind.Null });

    /// <summary>Where the value at a path stands.</summary>
    /// <exception cref="HoconException">There is no value at the path.</exception>
    public HoconOrigin GetOrigin(string path) => Require(path).Value.Origin;

    /// <summary>The string at a path; a number or boolean is given as it was written.</summary>
    /// <exception cref="HoconException">There is no value, or it is null, a list or an object.</exception>
    public string GetString(string path) => Require(path).AsString();

    /// <summary>
    /// The boolean at a path: <c>true</c>, <c>yes</c>, <c>on</c>, <c>false</c>, <c>no</c> or <c>off</c>.
    /// </summary>
    /// <exception cref="HoconException">There is no such value.</exception>
    public bool GetBoolean(string path) => Require(path).AsBoolean();

    /// <summary>The whole number at a path, within 32 bits.</summary>
    /// <exception cref="HoconException">There is no such value.</exception>
    public int GetInt32(string path) => (int)Require(path).AsInteger(int.MinValue, int.MaxValue);

    /// <summary>The whole number at a path, within 64 bits.</summary>
    /// <exception cref="HoconException">There is no such value.</exception>
    public long GetInt64(string path) => Require(path).AsInteger(long.MinValue, long.MaxValue);

    /// <summary>The number at a path.</summary>
    /// <exception cref="HoconException">There is no such value.</exception>
    public double GetDouble(string path) => Require(path).AsDouble();

    /// <summary>The duration at a path, such as <c>250ms</c>, <c>5s</c> or <c>1h</c>; a bare number is milliseconds;
    /// rounded to 100 ns.</summary>
    /// <exception cref="HoconException">There is no such value, or its unit is none of the specification's.</exception>
    public TimeSpan GetDuration(string path) => Require(path).AsDuration();

    /// <summary>The size at a path in bytes: <c>kB</c>, <c>MB</c> … are powers of ten; <c>K</c>, <c>KiB</c>, <c>M</c>,
    /// <c>MiB</c> … powers of two; a bare number is bytes.</summary>
    /// <exception cref="HoconException">There is no such value, it is negative, or its unit is unknown.</exception>
    public long GetSize(string path) => Require(path).AsSize();

    /// <summary>The list of strings at a path; numbers and booleans in it are given as they were written.</summary>
    /// <exception cref="HoconException">There is no list, or an element is null, a list or an object.</exception>
    public IReadOnlyList<string> GetStringList(string path) =>
        [.. Require(path).AsList().Select(element => element.AsString())];

    /// <summary>The list of objects at a path, each a configuration of its own.</summary>
    /// <exception cref="HoconException">There is no list, or an element is no object.</exception>
    public IReadOnlyList<HoconConfig> GetObjectList(string path) =>
        [.. Require(path).AsList().Select(Below)];

    /// <summary>The object at a path as a configuration of its own; its errors still name the whole path.</summary>
    /// <exception cref="HoconException">There is no object.</exception>
    public HoconConfig GetConfig(string path) => Below(Require(path));

    /// <summary>Every path whose value is no object, dotted and quoted where needed, in the order of first mention.
    /// Lists count as one value; null counts; an empty object has none.</summary>
    public IReadOnlyList<string> LeafPaths()
    {
        var paths = new List<string>();
        Collect(Root, HoconPath.Root, paths);
        return paths;
    }

    private static void Collect(ObjectNode node, HoconPath path, List<string> paths)
    {
        foreach (var (key, layers) in node.Fields)
        {
            if (layers[^1] is ObjectNode inner) Collect(inner, path.Append(key), paths);
            else paths.Add(path.Append(key).ToString());
        }
    }

    private HoconConfig Below(FoundValue found) => new(found.AsObject(), _environment, found.Path);

    private FoundValue Require(string path)
    {
        var parsed = PathParser.Parse(path);
        var whole = _location.Append(parsed);
        return Find(parsed) is { } value
            ? new FoundValue(value, whole)
            : throw new HoconException(Enclosing(parsed).Origin, $"there is no value at {whole}; set it");
    }

    private HoconNode? Find(HoconPath path)
    {
        HoconNode? node = Root;
        foreach (var key in path.Elements) node = (node as ObjectNode)?.Find(key);
        return node;
    }

    // The nearest value around a missing one: the best place to name.
    private HoconNode Enclosing(HoconPath path)
    {
        HoconNode node = Root;
        foreach (var key in path.Elements)
        {
            if ((node as ObjectNode)?.Find(key) is not { } inner) break;
            node = inner;
        }

        return node;
    }
}
