using System.Text;
using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class LoweredTextTests
{
    private readonly LoweredText _lowered = new();

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 1000)]
    public void Any_text_is_read_as_its_characters_say(RandomText text) => Check(Wire.Recorded(text.Value));

    [Property(MaxTest = 500)]
    public void Ascii_is_read_as_its_characters_say(byte[] text) =>
        Check(string.Concat(text.Select(value => (char)(value & 0x7F))));

    [Fact]
    public void Text_of_any_length_is_read_to_its_end()
    {
        for (var length = 0; length < 300; length++)
        {
            Check(new string('A', length));
            Check(string.Concat(Enumerable.Range(0, length).Select(i => "Z \t@z[9_`"[i % 9])));
            Check("é" + new string('A', length));
        }
    }

    private void Check(string text)
    {
        _lowered.Read(Encoding.UTF8.GetBytes(text));

        var lower = Encoding.UTF8.GetBytes(text.ToLowerInvariant());
        Assert.Equal(lower, _lowered.Bytes);
        Assert.Equal([.. lower, .. new byte[LoweredText.Padding]], _lowered.Padded);
        Assert.Equal(Ascii.IsValid(text), _lowered.IsAscii);
        Assert.Equal(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, _lowered.Counts.Words);
        Assert.Equal(text.EnumerateRunes().Count(), _lowered.Counts.CodePoints);
        for (var i = 0; i < lower.Length; i++)
            Assert.Equal(lower[i] >= 0x80 || WordCharacters.IsAsciiWord(lower[i]), IsWordByte(i));
        Assert.False(IsWordByte(lower.Length));
    }

    private bool IsWordByte(int at) => (_lowered.WordBytes[at / 64] >> (at % 64) & 1) != 0;
}
