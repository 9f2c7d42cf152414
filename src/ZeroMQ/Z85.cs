using System.Buffers.Binary;
using System.Text;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// Z85, the text of CURVE keys: four bytes, as a big-endian number, are five characters, each a digit of base 85.
/// Source: ZeroMQ RFC 32.
/// </summary>
public static class Z85
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /// <summary>The text of some bytes.</summary>
    /// <exception cref="ArgumentException">Their count is no multiple of four.</exception>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 4 != 0)
            throw new ArgumentException($"expected a multiple of 4 bytes, found {bytes.Length}", nameof(bytes));
        var text = new StringBuilder(bytes.Length / 4 * 5);
        for (; !bytes.IsEmpty; bytes = bytes[4..])
        {
            var number = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            for (var weight = 85u * 85 * 85 * 85; weight > 0; weight /= 85)
                text.Append(Digits[(int)(number / weight % 85)]);
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text; null if it is no Z85.</summary>
    public static byte[]? Decode(string text)
    {
        if (text.Length % 5 != 0)
            return null;
        var bytes = new byte[text.Length / 5 * 4];
        for (var group = 0; group < text.Length / 5; group++)
        {
            ulong number = 0;
            foreach (var digit in text.AsSpan(group * 5, 5))
            {
                var value = Digits.IndexOf(digit, StringComparison.Ordinal);
                if (value < 0)
                    return null;
                number = (number * 85) + (ulong)value;
            }

            if (number > uint.MaxValue)
                return null;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(group * 4), (uint)number);
        }

        return bytes;
    }
}
