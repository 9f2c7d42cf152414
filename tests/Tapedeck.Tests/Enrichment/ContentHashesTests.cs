using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class ContentHashesTests
{
    private readonly ContentHashes _hashes = new();

    [Property(MaxTest = 300)]
    public void Texts_hashed_together_have_the_hashes_of_the_platform(byte[][] texts) => Check(texts);

    [Fact]
    public void Texts_of_any_length_have_the_hashes_of_the_platform_side_by_side_and_alone()
    {
        var random = new Random(1);
        var texts = Enumerable.Range(0, 300).Append(100_000).Append(3).Select(length => new byte[length]).ToArray();
        foreach (var text in texts)
            random.NextBytes(text);
        Check(texts);
        random.Shuffle(texts);
        Check(texts);
        foreach (var text in texts)
            Check([text]);
    }

    [Fact]
    public void One_message_at_a_time_has_the_hash_that_it_has_in_a_lane()
    {
        for (var length = 0; length < 300; length++)
        {
            var text = Enumerable.Repeat((byte)length, length).ToArray();
            var blocks = new byte[Md5.PaddedLength(length)];
            Md5.Pad(text, blocks);
            var (alone, inLanes) = (new byte[Md5.Length], new byte[Md5.Length]);
            Md5.Hash(blocks, alone);
            new Md5Lanes().Hash(blocks, [new(0, blocks.Length)], inLanes);
            Assert.Equal(ReferenceEnrichment.Hash(text), alone);
            Assert.Equal(alone, inLanes);
        }
    }

    private void Check(byte[][] texts)
    {
        _hashes.Clear();
        foreach (var text in texts)
            _hashes.Add(text);
        _hashes.Compute();
        Assert.Equal(texts.Length, _hashes.Count);
        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(ReferenceEnrichment.Hash(texts[i]), _hashes[i]);
    }
}
