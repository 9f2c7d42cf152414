using System.Collections.Frozen;

namespace Tapedeck.Hocon.Units;

/// <summary>Sizes ("Size in bytes format"): kB, MB … are powers of ten; K, KiB, M, MiB … powers of two.</summary>
public static class SizeUnits
{
    private static readonly FrozenDictionary<string, decimal> BytesByUnit = AllUnits().ToFrozenDictionary();

    /// <summary>
    /// Reads a size in bytes, a fraction of a byte cut off; false if it is none, negative or beyond 64 bits.
    /// </summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (!UnitNumber.TryParse(text, out var parsed) || parsed.Number < 0) return false;
        if (!BytesByUnit.TryGetValue(parsed.Unit, out var bytesOfUnit)) return false;
        if (parsed.Number > long.MaxValue / bytesOfUnit) return false;
        bytes = (long)(parsed.Number * bytesOfUnit);
        return true;
    }

    private static IEnumerable<KeyValuePair<string, decimal>> AllUnits()
    {
        foreach (var name in new[] { "", "B", "b", "byte", "bytes" }) yield return KeyValuePair.Create(name, 1m);

        string[] ten = ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"];
        string[] two = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"];
        var (powerOfTen, powerOfTwo) = (1m, 1m);
        for (var i = 0; i < ten.Length; i++)
        {
            powerOfTen *= 1000;
            powerOfTwo *= 1024;
            var letter = "KMGTPEZY"[i].ToString();
            string[] namesOfTen = [i == 0 ? "kB" : letter + "B", ten[i] + "byte", ten[i] + "bytes"];
            var lower = char.ToLowerInvariant(letter[0]).ToString();
            string[] namesOfTwo = [letter, lower, letter + "i", letter + "iB", two[i] + "byte", two[i] + "bytes"];
            foreach (var name in namesOfTen) yield return KeyValuePair.Create(name, powerOfTen);
            foreach (var name in namesOfTwo) yield return KeyValuePair.Create(name, powerOfTwo);
        }
    }
}
