using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Certificates;

public sealed class Z85Tests
{
    [Fact]
    public void The_example_of_the_specification_reads_both_ways()
    {
        byte[] bytes = [0x86, 0x4F, 0xD2, 0x6F, 0xB5, 0x59, 0xF7, 0x5B];

        Assert.Equal("HelloWorld", Z85.Encode(bytes));
        Assert.Equal(bytes, Z85.Decode("HelloWorld"));
    }

    [Fact]
    public void Any_bytes_come_back()
    {
        var random = new Random(85);
        for (var length = 0; length <= 64; length += 4)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(bytes, Z85.Decode(Z85.Encode(bytes)));
        }

        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF], Z85.Decode(Z85.Encode([0xFF, 0xFF, 0xFF, 0xFF])));
    }

    [Theory]
    [InlineData("Hello World")]
    [InlineData("Hell")]
    [InlineData("Hell\"")]
    [InlineData("Hellö")]
    [InlineData("#####")]
    [InlineData("%nSc1")] // 2^32
    public void What_is_no_Z85_is_none(string text) => Assert.Null(Z85.Decode(text));

    [Fact]
    public void Bytes_that_make_no_whole_group_are_refused() => Assert.Throws<ArgumentException>(() => Z85.Encode([1, 2, 3]));
}
