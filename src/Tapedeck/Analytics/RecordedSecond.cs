using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>
/// Reads when lines were recorded, <c>2026-11-22T09:00:00.000000Z</c>: many in a row within the same second, which is then read once.
/// </summary>
internal sealed class RecordedSecond
{
    private const int SecondBytes = 20; // with the point
    private const int Bytes = 27;

    private readonly byte[] _text = new byte[SecondBytes];
    private long _second;

    /// <summary>Microseconds since 1970 in UTC; <see cref="LineTime.Unknown"/> if it is no time.</summary>
    public long Of(ReadOnlySpan<byte> text)
    {
        if (text.Length == Bytes && text[..SecondBytes].SequenceEqual(_text) && text[^1] == 'Z')
        {
            var fraction = 0L;
            foreach (var digit in text[SecondBytes..^1])
            {
                if ((uint)(digit - '0') > 9)
                    return LineTime.OfText(text, TimeSpan.Zero);
                fraction = (10 * fraction) + (digit - '0');
            }

            return _second + fraction;
        }

        var time = LineTime.OfText(text, TimeSpan.Zero);
        if (text.Length == Bytes && text[SecondBytes - 1] == '.' && time != LineTime.Unknown)
        {
            text[..SecondBytes].CopyTo(_text);
            _second = LineTime.OfText(text[..(SecondBytes - 1)], TimeSpan.Zero);
        }

        return time;
    }
}
