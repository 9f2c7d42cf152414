using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon.Units;

/// <summary>The specification's section "Duration format".</summary>
public sealed class DurationUnitsSpec
{
    [Theory]
    [InlineData("ns nano nanos nanosecond nanoseconds", 3)]
    [InlineData("us micro micros microsecond microseconds", 3_000)]
    [InlineData("ms milli millis millisecond milliseconds", 3_000_000)]
    [InlineData("s second seconds", 3_000_000_000)]
    [InlineData("m minute minutes", 180_000_000_000)]
    [InlineData("h hour hours", 10_800_000_000_000)]
    [InlineData("d day days", 259_200_000_000_000)]
    public void Every_name_of_a_unit_is_understood(string names, long ticks)
    {
        foreach (var name in names.Split(' '))
        {
            Assert.Equal(TimeSpan.FromTicks(ticks), Read($"300 {name}"));
            Assert.Equal(TimeSpan.FromTicks(ticks), Read($"300{name}"));
        }
    }

    [Theory]
    [InlineData("250", 250)]
    [InlineData("\" 250 \"", 250)]
    [InlineData("1.5s", 1_500)]
    [InlineData("-1s", -1_000)]
    [InlineData("\" 2  s \"", 2_000)]
    public void A_bare_number_is_milliseconds_and_fractions_are_allowed(string value, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read(value));

    [Fact]
    public void A_duration_is_rounded_to_a_hundred_nanoseconds() => Assert.Equal(TimeSpan.FromTicks(1), Read("80ns"));

    private static TimeSpan Read(string value) => HoconConfig.Parse($"a = {value}").GetDuration("a");
}
