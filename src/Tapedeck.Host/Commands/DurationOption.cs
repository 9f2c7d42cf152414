using System.CommandLine;
using System.Globalization;

namespace Tapedeck.Host.Commands;

/// <summary>An option whose value is a duration: <c>250ms</c>, <c>2s</c>, <c>1.5m</c>, <c>1h</c>.</summary>
internal static class DurationOption
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, out var duration))
                return duration;
            result.AddError($"{name} {text}: expected a duration such as 250ms, 2s, 1m or 1h");
            return null;
        },
    };

    private static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var number = text.TrimEnd([.. Enumerable.Range('a', 26).Select(letter => (char)letter)]);
        var unit = Array.Find(Units, known => known.Unit == text[number.Length..]);
        if (unit.Unit is null || !double.TryParse(
            number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || count * unit.Seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromSeconds(count * unit.Seconds);
        return true;
    }
}
