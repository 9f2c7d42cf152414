using System.Buffers;
using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>Lower-cases UTF-8 text as <see cref="string.ToLowerInvariant"/> does, without leaving UTF-8.</summary>
internal static class LowerCase
{
    /// <summary>Appends the lower-cased <paramref name="text"/>, which must be valid UTF-8.</summary>
    public static void Append(ReadOnlySpan<byte> text, LineBuffer output)
    {
        // A two-byte letter can become a three-byte one (U+023A), none grows by more.
        var free = output.Reserve(text.Length + (text.Length / 2) + 4);
        var written = 0;
        while (Ascii.ToLower(text, free[written..], out var count) != OperationStatus.Done)
        {
            written += count;
            text = text[count..];
            while (!text.IsEmpty && text[0] >= 0x80)
            {
                Rune.DecodeFromUtf8(text, out var rune, out var length);
                written += Rune.ToLowerInvariant(rune).EncodeToUtf8(free[written..]);
                text = text[length..];
            }
        }

        output.Advance(written + text.Length);
    }
}
