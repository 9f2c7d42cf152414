namespace Tapedeck.Enrichment;

/// <summary>Walks the elements of a JSON array that was read before and is valid, and says where those lie that are strings.</summary>
/// <param name="array">From its bracket to its bracket.</param>
internal ref struct StringElements(ReadOnlySpan<byte> array)
{
    private readonly ReadOnlySpan<byte> _array = array;
    private int _at = 1;

    /// <summary>Whether the present element is a string.</summary>
    public bool IsString { get; private set; }

    /// <summary>Whether that string has a backslash.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>Where it begins in the array, behind its quote.</summary>
    public int Start { get; private set; }

    /// <summary>The present element, a string, between its quotes.</summary>
    public readonly ReadOnlySpan<byte> Inner => _array.Slice(Start, Length);

    /// <summary>Bytes of the string between its quotes.</summary>
    public int Length { get; private set; }

    /// <summary>Goes on to the next element. False behind the last.</summary>
    public bool TryNext()
    {
        _at += _array[_at..].IndexOfAnyExcept(" \t\r\n"u8);
        if (_array[_at] == ']')
            return false;
        IsString = _array[_at] == '"';
        if (IsString)
        {
            Start = _at + 1;
            Length = JsonText.LengthOfString(_array[Start..]);
            IsEscaped = Inner.Contains((byte)'\\');
        }

        PassElement();
        return true;
    }

    /// <summary>Goes behind the comma that follows, or to the bracket that closes the array.</summary>
    private void PassElement()
    {
        for (var depth = 0; ; _at++)
        {
            switch (_array[_at])
            {
                case (byte)'"':
                    _at += 1 + JsonText.LengthOfString(_array[(_at + 1)..]);
                    break;
                case (byte)'[' or (byte)'{':
                    depth++;
                    break;
                case (byte)',' when depth == 0:
                    _at++;
                    return;
                case (byte)']' when depth == 0:
                    return;
                case (byte)']' or (byte)'}':
                    depth--;
                    break;
            }
        }
    }
}
