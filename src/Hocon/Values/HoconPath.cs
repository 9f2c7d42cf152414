namespace Tapedeck.Hocon.Values;

/// <summary>A path through objects: one key an element.</summary>
internal sealed class HoconPath(IReadOnlyList<string> elements)
{
    /// <summary>The path to the root.</summary>
    public static readonly HoconPath Root = new([]);

    /// <summary>The keys, outermost first.</summary>
    public IReadOnlyList<string> Elements { get; } = elements;

    /// <summary>This path followed by another.</summary>
    public HoconPath Append(HoconPath tail) => new([.. Elements, .. tail.Elements]);

    /// <summary>This path followed by one key.</summary>
    public HoconPath Append(string key) => new([.. Elements, key]);

    /// <summary>
    /// Renders the path with dots; a key that is no plain word is quoted, so that it reads back the same.
    /// </summary>
    public override string ToString() => string.Join('.', Elements.Select(Render));

    private static string Render(string key)
    {
        if (key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return key;
        return $"\"{string.Concat(key.Select(Escape))}\"";
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };
}
