using System.Buffers.Text;

namespace Tapedeck.Client;

/// <summary>One line of a spool: <c>42 {"event_type":"sent",…}</c>.</summary>
/// <param name="Number">The producer's number of the message.</param>
/// <param name="Payload">The message; valid until the spool's next line is read.</param>
internal readonly record struct SpoolLine(long Number, ReadOnlyMemory<byte> Payload)
{
    private const int LongestNumber = 19;

    /// <summary>The most bytes a line needs beside its payload.</summary>
    public const int Overhead = LongestNumber + 2;

    /// <summary>Reads a line, without its line feed; false if it is none.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> text, out SpoolLine line)
    {
        var isLine = Utf8Parser.TryParse(text.Span, out long number, out var digits)
            && number > 0 && digits < text.Length && text.Span[digits] == ' ';
        line = isLine ? new SpoolLine(number, text[(digits + 1)..]) : default;
        return isLine;
    }

    /// <summary>Writes a line with its line feed, and returns its length.</summary>
    public static int Write(long number, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        _ = Utf8Formatter.TryFormat(number, destination, out var length);
        destination[length++] = (byte)' ';
        payload.CopyTo(destination[length..]);
        length += payload.Length;
        destination[length++] = (byte)'\n';
        return length;
    }
}
