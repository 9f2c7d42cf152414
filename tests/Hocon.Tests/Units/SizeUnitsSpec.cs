using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon.Units;

/// <summary>The specification's section "Size in bytes format".</summary>
public sealed class SizeUnitsSpec
{
    [Theory]
    [InlineData("B b byte bytes", 3)]
    [InlineData("kB kilobyte kilobytes", 3_000)]
    [InlineData("MB megabyte megabytes", 3_000_000)]
    [InlineData("GB gigabyte gigabytes", 3_000_000_000)]
    [InlineData("TB terabyte terabytes", 3_000_000_000_000)]
    [InlineData("PB petabyte petabytes", 3_000_000_000_000_000)]
    [InlineData("EB exabyte exabytes", 3_000_000_000_000_000_000)]
    [InlineData("K k Ki KiB kibibyte kibibytes", 3L << 10)]
    [InlineData("M m Mi MiB mebibyte mebibytes", 3L << 20)]
    [InlineData("G g Gi GiB gibibyte gibibytes", 3L << 30)]
    [InlineData("T t Ti TiB tebibyte tebibytes", 3L << 40)]
    [InlineData("P p Pi PiB pebibyte pebibytes", 3L << 50)]
    [InlineData("E e Ei EiB exbibyte exbibytes", 3L << 60)]
    public void Every_name_of_a_unit_is_understood(string names, long bytes)
    {
        foreach (var name in names.Split(' '))
        {
            Assert.Equal(bytes, Read($"3 {name}"));
            Assert.Equal(bytes, Read($"3{name}"));
        }
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("1.5K", 1_536)]
    [InlineData("0.0000001YB", 100_000_000_000_000_000)]
    [InlineData("0ZiB", 0)]
    [InlineData("1.1K", 1_126)]
    public void A_bare_number_is_bytes_and_a_fraction_of_a_byte_is_cut_off(string value, long bytes) =>
        Assert.Equal(bytes, Read(value));

    private static long Read(string value) => HoconConfig.Parse($"a = {value}").GetSize("a");
}
