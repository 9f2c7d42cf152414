using System.Globalization;

namespace Tapedeck.Enrichment;

/// <summary>
/// A time as lines hold it: UTC with microseconds, <c>2026-11-22T09:00:00.123456Z</c>. The frames of a batch have the same
/// one, so the last is kept.
/// </summary>
internal sealed class RecordedTime
{
    private const int Length = 27;

    private readonly byte[] _text = new byte[Length + 1];
    private long _ticks = -1;

    /// <summary>The text of <paramref name="time"/>; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(DateTimeOffset time)
    {
        if (time.UtcTicks != _ticks)
        {
            // "O" is the one built-in form with a fast path; it has seven decimals, the line has six.
            time.UtcDateTime.TryFormat(_text, out _, "O", CultureInfo.InvariantCulture);
            _text[Length - 1] = (byte)'Z';
            _ticks = time.UtcTicks;
        }

        return _text.AsSpan(0, Length);
    }
}
