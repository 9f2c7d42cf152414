namespace Tapedeck.Hocon.Syntax;

/// <summary>A position in a text that counts lines and columns as it moves.</summary>
internal sealed class TextCursor(string text, string file)
{
    private int _line = 1;
    private int _lineStart;

    /// <summary>The offset of the next character.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether every character has been read.</summary>
    public bool AtEnd => Offset >= text.Length;

    /// <summary>The place of the next character.</summary>
    public HoconOrigin Origin => new(file, _line, Offset - _lineStart + 1);

    /// <summary>The next character, or one further on; NUL beyond the end (ask <see cref="AtEnd"/>).</summary>
    public char Peek(int ahead = 0) => Offset + ahead < text.Length ? text[Offset + ahead] : '\0';

    /// <summary>Whether the text goes on with these characters.</summary>
    public bool LooksAt(string expected) => string.CompareOrdinal(text, Offset, expected, 0, expected.Length) == 0;

    /// <summary>Reads one character.</summary>
    public char Next()
    {
        var c = text[Offset++];
        if (c == '\n')
        {
            _line++;
            _lineStart = Offset;
        }

        return c;
    }

    /// <summary>Reads several characters.</summary>
    public void Skip(int count)
    {
        for (var i = 0; i < count; i++) Next();
    }

    /// <summary>The text from an offset up to the next character.</summary>
    public string Since(int start) => text[start..Offset];
}
