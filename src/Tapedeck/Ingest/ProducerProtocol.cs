using System.Buffers.Text;
using System.Text;

namespace Tapedeck.Ingest;

/// <summary>The words of the acknowledged port, and how its frames are read. Source: docs/wire-format.md.</summary>
internal static class ProducerProtocol
{
    private const int MaxProducerBytes = 200;
    private const int MaxNumberDigits = 19;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlySpan<byte> Hello => "HELLO"u8;

    public static ReadOnlySpan<byte> Record => "RECORD"u8;

    public static ReadOnlySpan<byte> Welcome => "WELCOME"u8;

    public static ReadOnlySpan<byte> Stored => "STORED"u8;

    public static ReadOnlySpan<byte> Rejected => "REJECTED"u8;

    public static ReadOnlySpan<byte> Refused => "REFUSED"u8;

    public static ReadOnlySpan<byte> Notice => "NOTICE"u8;

    /// <summary>Reads a producer's name; null, or what is wrong with it.</summary>
    public static string? ReadProducer(ReadOnlySpan<byte> frame, out string producer)
    {
        producer = "";
        if (frame.Length is 0 or > MaxProducerBytes)
            return $"a producer's name of {frame.Length} bytes, expected 1 to {MaxProducerBytes}";
        try
        {
            producer = StrictUtf8.GetString(frame);
        }
        catch (DecoderFallbackException)
        {
            return "a producer's name that is not UTF-8";
        }

        return producer.Any(char.IsControl) ? "a producer's name with control characters" : null;
    }

    /// <summary>Reads a RECORD's number; null, or what is wrong with it.</summary>
    public static string? ReadNumber(ReadOnlySpan<byte> frame, out long number)
    {
        number = 0;
        if (frame.Length is 0 or > MaxNumberDigits)
            return $"a number of {frame.Length} digits, expected 1 to {MaxNumberDigits}";
        if (frame.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || frame[0] == (byte)'0'
            || !Utf8Parser.TryParse(frame, out number, out _))
            return $"no number: \"{Printable(frame)}\", expected 1 to {long.MaxValue} without sign or leading zeros";
        return null;
    }

    /// <summary>The first bytes of a frame as text for a message.</summary>
    public static string Printable(ReadOnlySpan<byte> frame)
    {
        var shown = string.Concat(Encoding.Latin1.GetString(frame[..Math.Min(frame.Length, 20)])
            .Select(c => c is >= ' ' and <= '~' ? c : '.'));
        return frame.Length > 20 ? shown + "…" : shown;
    }
}
