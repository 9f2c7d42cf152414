using System.Text.Encodings.Web;
using Tapedeck.Hocon;

namespace Tapedeck.Configuration;

/// <summary>Stacks the reference, a configuration file and single overrides, and reads the settings from them.</summary>
internal static class SettingsLoader
{
    private const string Root = "tapedeck.";

    /// <param name="reference">Path of <c>reference.conf</c>.</param>
    /// <param name="file">Path of the node's configuration.</param>
    /// <param name="overrides">Keys and values that win over both; the last of equal keys wins.</param>
    /// <exception cref="HoconException">A file cannot be parsed, or a value has the wrong type or unit.</exception>
    /// <exception cref="SettingsException">A key is unknown, or a value is out of range.</exception>
    public static RecorderSettings Load(
        string reference, string file, IEnumerable<(string Key, string Value)> overrides)
    {
        var config = HoconConfig.ParseFile(file).WithFallback(HoconConfig.ParseFile(reference));
        foreach (var (key, value) in overrides)
            config = Override(key, value).WithFallback(config);
        config = config.Resolve();

        foreach (var path in config.LeafPaths().Where(path => path.StartsWith(Root, StringComparison.Ordinal)))
        {
            if (!RecorderSettings.Keys.Contains(path))
                throw new SettingsException(
                    config.GetOrigin(path), $"unknown key {path}; did you mean {Nearest(path, RecorderSettings.Keys)}?");
        }

        return RecorderSettings.From(config);
    }

    /// <summary>An override's value is text, unless it is a list or an object.</summary>
    private static HoconConfig Override(string key, string value)
    {
        var literal = value.StartsWith('[') || value.StartsWith('{')
            ? value
            : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";
        return HoconConfig.Parse($"{key} = {literal}", $"--set {key}");
    }

    private static string Nearest(string path, IEnumerable<string> keys) =>
        keys.MinBy(key => EditDistance(path, key))!;

    /// <summary>Levenshtein's distance: single-character edits from one text to the other.</summary>
    private static int EditDistance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var edited = Math.Min(diagonal + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1);
                (diagonal, row[j]) = (row[j], edited);
            }
        }

        return row[^1];
    }
}
