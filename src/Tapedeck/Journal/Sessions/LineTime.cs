using System.Runtime.CompilerServices;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapedeck.Query;

namespace Tapedeck.Journal.Sessions;

/// <summary>The <c>Timestamp</c> of an event line, as the index keeps it: microseconds since 1970, a naive one as UTC.</summary>
internal static class LineTime
{
    /// <summary>Stands for a timestamp that is missing or not understood.</summary>
    public const long Unknown = long.MinValue;

    private const int LongestTime = 64;

    private static ReadOnlySpan<byte> IdKey => "{\"Id\":\""u8;

    private static ReadOnlySpan<byte> TimeKey => "\",\"Timestamp\":\""u8;

    public static long Of(ReadOnlySpan<byte> line) => OfText(TextOf(line), TimeSpan.Zero);

    /// <summary><c>2026-11-22T09:00:00.000000Z</c>; null of what is no time.</summary>
    public static string? TextOf(long microseconds) => microseconds is long.MinValue or long.MaxValue
        ? null
        : IndexRecord.Time(microseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Of the text alone.</summary>
    /// <param name="text">The timestamp, UTF-8, escapes decoded.</param>
    /// <param name="naiveOffset">The offset that a naive one is understood in.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long OfText(ReadOnlySpan<byte> text, TimeSpan naiveOffset)
    {
        if (TryParseUsual(text, naiveOffset, out var time))
            return time;
        return text.Length <= LongestTime
            && EventTime.TryParse(Encoding.UTF8.GetString(text), naiveOffset, out var moment)
            ? IndexRecord.Microseconds(moment)
            : Unknown;
    }

    /// <summary>The timestamp as it stands in the line; empty if it has none.</summary>
    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(IdKey))
        {
            var rest = line[IdKey.Length..];
            var idLength = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (idLength >= 0 && rest[idLength..].StartsWith(TimeKey))
            {
                rest = rest[(idLength + TimeKey.Length)..];
                var length = rest.IndexOfAny((byte)'"', (byte)'\\');
                if (length >= 0 && rest[length] == (byte)'"')
                    return rest[..length];
            }
        }

        return Parsed(line);
    }

    /// <summary>The same of a line that is written another way.</summary>
    private static byte[] Parsed(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("Timestamp"u8)
                    && reader.Read() && reader.TokenType == JsonTokenType.String)
                    return Encoding.UTF8.GetBytes(reader.GetString()!);
            }
        }
        catch (Exception noText) when (noText is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a character in the timestamp: it has no time.
        }

        return [];
    }

    /// <summary>
    /// <c>2025-12-01T06:58:19</c> with up to 7 decimals, then nothing, <c>Z</c> or <c>+02:00</c>. What is false here may still be
    /// a time that is written another way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryParseUsual(ReadOnlySpan<byte> text, TimeSpan naiveOffset, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ')
            || text[13] != ':' || text[16] != ':')
            return false;
        var year = (Two(text, 0) * 100) + Two(text, 2);
        var (month, day, hour, minute, second) = (Two(text, 5), Two(text, 8), Two(text, 11), Two(text, 14), Two(text, 17));
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;

        var at = 19;
        var fraction = 0L;
        if (at < text.Length && text[at] == '.')
        {
            var scale = 100_000L;
            for (at++; at < text.Length && at < 27 && char.IsAsciiDigit((char)text[at]); at++, scale /= 10)
                fraction += (text[at] - '0') * scale;
            if (at == 20)
                return false;
        }

        var zone = text[at..];
        var offset = zone.IsEmpty ? (int)naiveOffset.TotalMinutes : 0;
        if (zone.Length == 6 && zone[0] is (byte)'+' or (byte)'-' && zone[3] == ':')
        {
            var (hours, minutes) = (Two(zone, 1), Two(zone, 4));
            if (hours is < 0 or > 13 || minutes is < 0 or > 59)
                return false;
            offset = ((hours * 60) + minutes) * (zone[0] == '-' ? -1 : 1);
        }
        else if (zone.Length > 0 && (zone.Length > 1 || zone[0] != 'Z'))
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        microseconds = (ticks / TimeSpan.TicksPerMicrosecond) + fraction - (offset * 60_000_000L);
        return true;
    }

    /// <summary>Two digits; less than 0 if they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -1000;
    }
}
