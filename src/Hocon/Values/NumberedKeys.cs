using System.Globalization;

namespace Tapedeck.Hocon.Values;

/// <summary>The reading of an object as a list ("Conversion of numerically-indexed objects to arrays").</summary>
internal static class NumberedKeys
{
    /// <summary>The values whose keys are whole numbers, sorted by number; other keys are passed over.</summary>
    public static IReadOnlyList<T> Order<T>(IEnumerable<KeyValuePair<string, T>> fields) =>
    [
        .. fields
            .Where(field => field.Key.Length is > 0 and <= 18 && field.Key.All(char.IsAsciiDigit))
            .OrderBy(field => long.Parse(field.Key, NumberStyles.None, CultureInfo.InvariantCulture))
            .Select(field => field.Value),
    ];
}
