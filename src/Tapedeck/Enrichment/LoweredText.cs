using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>
/// A text in lower case, and what one reading of it tells besides: its counts, and which of its bytes may belong to words.
/// Text of ASCII alone is read 64 bytes at a time. Filled again for each text.
/// </summary>
internal sealed class LoweredText
{
    /// <summary>Zeros behind the text.</summary>
    public const int Padding = TextBlock.Width;

    private const int Retained = 1 << 20;

    private readonly LineBuffer _bytes = new();
    private ulong[] _wordBytes = new ulong[64];
    private int _length;

    /// <summary>The text in lower case, UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Written[.._length];

    /// <summary>The text with <see cref="Padding"/> zeros behind it: eight bytes can be read from any of it.</summary>
    public ReadOnlySpan<byte> Padded => _bytes.Written;

    /// <summary>
    /// One bit for each byte that may belong to a word, the lowest for the first: ASCII letters, digits, <c>_</c>, and every
    /// byte of a character beyond ASCII, which may or may not be a letter. The bit behind the last byte is 0.
    /// </summary>
    public ReadOnlySpan<ulong> WordBytes => _wordBytes.AsSpan(0, BlocksOf(_length));

    /// <summary>How long the text is.</summary>
    public TextCounts Counts { get; private set; }

    /// <summary>Whether the text is ASCII alone.</summary>
    public bool IsAscii { get; private set; }

    /// <summary>Reads a text, valid UTF-8.</summary>
    public void Read(ReadOnlySpan<byte> text)
    {
        _bytes.ClearAndTrim(Retained);
        IsAscii = Ascii.IsValid(text);
        if (IsAscii)
            ReadAscii(text);
        else
            ReadUnicode(text);
    }

    private void ReadAscii(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        var lower = _bytes.Reserve(text.Length + Padding);
        var wordBytes = _wordBytes;
        var (words, before, at) = (0, 0ul, 0);
        for (; at + TextBlock.Width <= text.Length; at += TextBlock.Width)
        {
            var block = Vector512.Create(text[at..]);
            var lowered = TextBlock.Lower(block);
            lowered.CopyTo(lower[at..]);
            wordBytes[at / TextBlock.Width] = TextBlock.WordBytes(lowered);
            words += TextBlock.Beginnings(~TextBlock.WhiteSpace(block), ref before);
        }

        // The bytes of the last block that are read already are shifted out.
        var rest = text.Length - at;
        var whole = text.Length >= TextBlock.Width;
        var last = whole ? Vector512.Create(text[^TextBlock.Width..]) : TextBlock.Padded(text);
        var shift = whole ? TextBlock.Width - rest : 0;
        var lastLowered = TextBlock.Lower(last);
        lastLowered.CopyTo(lower[(at - shift)..]);
        var existing = rest == 0 ? 0 : ulong.MaxValue >> (TextBlock.Width - rest);
        wordBytes[at / TextBlock.Width] = (TextBlock.WordBytes(lastLowered) >> shift) & existing;
        words += TextBlock.Beginnings((~TextBlock.WhiteSpace(last) >> shift) & existing, ref before);
        Counts = new TextCounts(words, text.Length);
        Complete(text.Length);
    }

    private void ReadUnicode(ReadOnlySpan<byte> text)
    {
        LowerCase.Append(text, _bytes);
        Counts = TextCounts.Of(text);
        Complete(_bytes.Length);
        Reserve(_length);
        for (var i = 0; i < WordBytes.Length; i++)
            _wordBytes[i] = TextBlock.WordBytes(Vector512.Create(Padded[(i * TextBlock.Width)..]));
    }

    private void Reserve(int length)
    {
        var blocks = BlocksOf(length);
        if (_wordBytes.Length < blocks || _wordBytes.Length > Math.Max(blocks, Retained / TextBlock.Width))
            _wordBytes = new ulong[BitOperations.RoundUpToPowerOf2((uint)blocks)];
    }

    private void Complete(int length)
    {
        _length = length;
        _bytes.CutTo(length);
        Vector512<byte>.Zero.CopyTo(_bytes.Reserve(Padding));
        _bytes.Advance(Padding);
    }

    // One bit behind the last byte is among them.
    private static int BlocksOf(int length) => (length / TextBlock.Width) + 1;
}
