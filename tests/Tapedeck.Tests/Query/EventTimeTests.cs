using Tapedeck.Query;

namespace Tapedeck.Tests.Query;

public sealed class EventTimeTests
{
    [Theory]
    [InlineData("2025-12-01T06:58:19.526765", "2025-12-01T06:58:19.5267650+00:00")]
    [InlineData("2025-10-15T10:50:44.1485415Z", "2025-10-15T10:50:44.1485415+00:00")]
    [InlineData("2025-12-01T06:58:19", "2025-12-01T06:58:19.0000000+00:00")]
    [InlineData("2025-12-01T06:58:19+02:00", "2025-12-01T04:58:19.0000000+00:00")]
    [InlineData("2025-12-01T06:58:19.5-05:30", "2025-12-01T12:28:19.5000000+00:00")]
    [InlineData("2025-12-01 06:58:19", "2025-12-01T06:58:19.0000000+00:00")]
    [InlineData("2025-12-01T06:58", "2025-12-01T06:58:00.0000000+00:00")]
    [InlineData("2025-12-01", "2025-12-01T00:00:00.0000000+00:00")]
    public void Every_form_that_agents_write_is_understood_naive_as_UTC(string text, string expected)
    {
        Assert.True(EventTime.TryParse(text, TimeSpan.Zero, out var time));
        Assert.Equal(expected, time.ToString("O"));
    }

    [Fact]
    public void A_naive_time_is_understood_in_the_offset_that_is_configured()
    {
        Assert.True(EventTime.TryParse("2025-12-01T06:00:00", TimeSpan.FromHours(2), out var time));
        Assert.Equal("2025-12-01T04:00:00.0000000+00:00", time.ToString("O"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2025-13-01T00:00:00Z")]
    public void What_is_no_time_is_refused(string text) => Assert.False(EventTime.TryParse(text, TimeSpan.Zero, out _));
}
