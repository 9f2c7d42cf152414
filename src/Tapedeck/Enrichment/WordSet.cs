using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>A fixed set of UTF-8 words, asked with spans: stop words, reserved names. Immutable.</summary>
internal sealed class WordSet
{
    private readonly byte[] _text;
    private readonly WordTable _words = new();

    /// <summary>A set of <paramref name="words"/>, compared byte by byte.</summary>
    public WordSet(IEnumerable<string> words)
    {
        var list = words.Select(Encoding.UTF8.GetBytes).ToList();
        _text = [.. list.SelectMany(word => word)];
        var start = 0;
        foreach (var word in list)
        {
            _words.Add(_text, start, word.Length);
            start += word.Length;
        }
    }

    /// <summary>True if <paramref name="word"/>, counted over <paramref name="buffer"/>, is one of the set.</summary>
    public bool Contains(in WordTable.Entry word, ReadOnlySpan<byte> buffer) => _words.Contains(_text, word, buffer);

    /// <summary>True if <paramref name="word"/> is one of the set.</summary>
    public bool Contains(ReadOnlySpan<byte> word) => _words.Contains(_text, word);
}
