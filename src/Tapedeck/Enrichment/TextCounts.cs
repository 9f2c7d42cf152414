using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>How long a text is: runs of non-white-space, and Unicode code points.</summary>
internal readonly record struct TextCounts(int Words, int CodePoints)
{
    /// <summary>Counts a valid UTF-8 text; white space is Unicode's.</summary>
    public static TextCounts Of(ReadOnlySpan<byte> text)
    {
        var words = 0;
        var codePoints = 0;
        var before = false;
        while (!text.IsEmpty)
        {
            var solid = text[0] != ' ' && (uint)(text[0] - '\t') > '\r' - '\t';
            var length = 1;
            if (text[0] >= 0x80)
            {
                Rune.DecodeFromUtf8(text, out var rune, out length);
                solid = !Rune.IsWhiteSpace(rune);
            }

            text = text[length..];
            words += solid && !before ? 1 : 0;
            before = solid;
            codePoints++;
        }

        return new TextCounts(words, codePoints);
    }
}
