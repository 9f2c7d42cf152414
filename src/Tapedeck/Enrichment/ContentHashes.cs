namespace Tapedeck.Enrichment;

/// <summary>
/// The content hashes of a batch: MD5 of the UTF-8 of each text. The texts are collected first, then hashed side by side.
/// Keeps and reuses its working memory.
/// </summary>
internal sealed class ContentHashes
{
    private const int Retained = 1 << 20;

    private readonly LineBuffer _blocks = new();
    private readonly Md5Lanes _lanes = new();
    private Md5Lanes.Message[] _texts = new Md5Lanes.Message[64];
    private byte[] _digests = [];

    /// <summary>How many texts were added.</summary>
    public int Count { get; private set; }

    /// <summary>The hash of a text, in the order they were added; valid after <see cref="Compute"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => _digests.AsSpan(index * Md5.Length, Md5.Length);

    /// <summary>Copies a text to be hashed.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (Count == _texts.Length)
            Array.Resize(ref _texts, Count * 2);
        var start = _blocks.Length;
        var length = Md5.PaddedLength(text.Length);
        Md5.Pad(text, _blocks.Reserve(length)[..length]);
        _blocks.Advance(length);
        _texts[Count++] = new Md5Lanes.Message(start, start + length);
    }

    /// <summary>Hashes all texts that were added.</summary>
    public void Compute()
    {
        if (_digests.Length < Count * Md5.Length)
            _digests = new byte[_texts.Length * Md5.Length];
        var texts = _texts.AsSpan(0, Count);
        if (Count > 1 && Md5Lanes.IsSupported)
        {
            _lanes.Hash(_blocks.Written, texts, _digests);
            return;
        }

        for (var i = 0; i < Count; i++)
            Md5.Hash(_blocks.Written[texts[i].Start..texts[i].End], _digests.AsSpan(i * Md5.Length));
    }

    /// <summary>Forgets all texts and hashes.</summary>
    public void Clear()
    {
        _blocks.ClearAndTrim(Retained);
        Count = 0;
    }
}
