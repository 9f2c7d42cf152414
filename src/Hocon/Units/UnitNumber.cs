using System.Globalization;

namespace Tapedeck.Hocon.Units;

/// <summary>
/// A number with an optional unit of letters, such as <c>250ms</c> or <c>1.5 GiB</c> ("Units format").
/// </summary>
internal readonly record struct UnitNumber(decimal Number, string Unit)
{
    /// <summary>Cuts a text into number and unit; false if it has another form or the number is out of range.</summary>
    public static bool TryParse(string text, out UnitNumber result)
    {
        var trimmed = text.Trim();
        var end = trimmed.Length;
        while (end > 0 && char.IsLetter(trimmed[end - 1])) end--;
        var isNumber = decimal.TryParse(trimmed.AsSpan(0, end).TrimEnd(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var number);
        result = new UnitNumber(number, trimmed[end..]);
        return isNumber;
    }
}
