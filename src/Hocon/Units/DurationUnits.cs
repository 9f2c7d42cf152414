using System.Collections.Frozen;

namespace Tapedeck.Hocon.Units;

/// <summary>Durations ("Duration format"): case-sensitive units, milliseconds where no unit is written.</summary>
public static class DurationUnits
{
    private static readonly FrozenDictionary<string, decimal> TicksByUnit = new (string[] Names, decimal Ticks)[]
    {
        (["ns", "nano", "nanos", "nanosecond", "nanoseconds"], 0.01m),
        (["us", "micro", "micros", "microsecond", "microseconds"], TimeSpan.TicksPerMicrosecond),
        (["", "ms", "milli", "millis", "millisecond", "milliseconds"], TimeSpan.TicksPerMillisecond),
        (["s", "second", "seconds"], TimeSpan.TicksPerSecond),
        (["m", "minute", "minutes"], TimeSpan.TicksPerMinute),
        (["h", "hour", "hours"], TimeSpan.TicksPerHour),
        (["d", "day", "days"], TimeSpan.TicksPerDay),
    }.SelectMany(unit => unit.Names.Select(name => KeyValuePair.Create(name, unit.Ticks))).ToFrozenDictionary();

    /// <summary>Reads a duration, rounded to the 100 ns of a <see cref="TimeSpan"/>; false if it is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (!UnitNumber.TryParse(text, out var parsed)) return false;
        if (!TicksByUnit.TryGetValue(parsed.Unit, out var ticksOfUnit)) return false;
        if (Math.Abs(parsed.Number) > long.MaxValue / ticksOfUnit) return false;
        duration = new TimeSpan((long)Math.Round(parsed.Number * ticksOfUnit));
        return true;
    }
}
