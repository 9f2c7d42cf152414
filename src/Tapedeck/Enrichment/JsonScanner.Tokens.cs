using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tapedeck.Enrichment;

/// <summary>The tokens: strings, numbers, literals, white space.</summary>
internal ref partial struct JsonScanner
{
    private int String(int start, out bool escaped)
    {
        escaped = false;
        for (var at = AfterPlain(start + 1); ; at = AfterPlain(at))
        {
            if (Peek(at) == '"')
                return at + 1;
            if (at >= _json.Length)
                return Unexpected(at);
            if (_json[at] != '\\')
                return Fail(FaultKind.ControlCharacter, at);
            escaped = true;
            at = Escape(at);
            if (at == Failed)
                return Failed;
        }
    }

    // The offset of what ends a run of plain characters: a quote, an escape, a control character, the end.
    private readonly int AfterPlain(int at)
    {
        for (; at + JsonText.Width <= _json.Length; at += JsonText.Width)
        {
            var special = JsonText.Special(Vector256.Create(_json[at..]));
            if (special != 0)
                return at + BitOperations.TrailingZeroCount(special);
        }

        while (at < _json.Length && _json[at] >= 0x20 && _json[at] is not ((byte)'"' or (byte)'\\'))
            at++;
        return at;
    }

    private int Escape(int start)
    {
        var at = start + 1;
        if (Peek(at) != 'u')
            return at < _json.Length && @"""\/bfnrt"u8.Contains(_json[at]) ? at + 1 : Unexpected(at);
        for (var digit = 0; digit < 4; digit++)
        {
            if (!char.IsAsciiHexDigit((char)Peek(++at)))
                return Unexpected(at);
        }

        return at + 1;
    }

    private int Number(int start)
    {
        var at = Peek(start) == '-' ? start + 1 : start;
        var end = Peek(at) == '0' ? at + 1 : AfterDigits(at);
        if (end == at)
            return Unexpected(at);
        if (Peek(end) == '.')
        {
            at = end + 1;
            end = AfterDigits(at);
            if (end == at)
                return Unexpected(at);
        }

        if ((Peek(end) | 0x20) != 'e')
            return end;
        at = Peek(end + 1) is (byte)'+' or (byte)'-' ? end + 2 : end + 1;
        end = AfterDigits(at);
        return end == at ? Unexpected(at) : end;
    }

    private readonly int AfterDigits(int at)
    {
        while (char.IsAsciiDigit((char)Peek(at)))
            at++;
        return at;
    }

    private int Literal(int start, ReadOnlySpan<byte> text)
    {
        var same = _json[start..].CommonPrefixLength(text);
        return same == text.Length ? start + same : Unexpected(start + same);
    }

    // The byte there; beyond the end 0, which belongs to no token.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Peek(int at) => (uint)at < (uint)_json.Length ? _json[at] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterWhiteSpace(int at)
    {
        while (Peek(at) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }

    private int Unexpected(int at) => Fail(FaultKind.Unexpected, at);
}
