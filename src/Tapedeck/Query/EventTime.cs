using System.Globalization;

namespace Tapedeck.Query;

/// <summary>
/// Understands the timestamps that agents write: ISO 8601 with 0 to 7 decimals, naive, with <c>Z</c> or with an offset.
/// </summary>
internal static class EventTime
{
    private static readonly string[] Offset = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];
    private static readonly string[] Naive =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"];

    /// <param name="text">The timestamp; a date alone is its midnight.</param>
    /// <param name="naiveOffset">The offset that a naive timestamp is understood in.</param>
    /// <param name="time">The moment, as UTC.</param>
    public static bool TryParse(string text, TimeSpan naiveOffset, out DateTimeOffset time)
    {
        if (DateTime.TryParseExact(text, Naive, CultureInfo.InvariantCulture, DateTimeStyles.None, out var naive))
        {
            time = new DateTimeOffset(DateTime.SpecifyKind(naive, DateTimeKind.Unspecified), naiveOffset).ToUniversalTime();
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text, Offset, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }
}
