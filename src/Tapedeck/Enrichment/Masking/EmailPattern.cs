namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// An e-mail address, <c>local@domain</c>, by a subset of RFC 5321, section 4.1.2: up to 64 letters, digits and
/// <c>. _ % + -</c>, then two labels or more with dots between, the last of which begins with a letter and has two
/// characters or more; up to 253 in all. A label may be longer than the standard's 63.
/// </summary>
internal static class EmailPattern
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    /// <summary>Whether there is an address around the <c>@</c> at <paramref name="at"/>.</summary>
    /// <param name="floor">What lies before is masked already.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, int at, int floor, out Secret secret)
    {
        var start = LocalStart(text, at, floor);
        var end = DomainEnd(text, at + 1);
        secret = new Secret(SecretKinds.Email, start, end);
        return start < at && end > at;
    }

    /// <summary>Where the local part begins; <paramref name="at"/> if there is none.</summary>
    private static int LocalStart(ReadOnlySpan<byte> text, int at, int floor)
    {
        var start = at;
        for (var count = 0; EscapedText.ReadBack(text, start, floor, out var value) is > 0 and var length; count++)
        {
            if (!(TokenBytes.IsBase64Url(value) || value is '.' or '%' or '+'))
                break;
            if (count == LongestLocal)
                return at;
            start -= length;
        }

        while (start < at && text[start] == '.')
            start++;
        return start;
    }

    /// <summary>Where the domain ends; -1 if there is none.</summary>
    private static int DomainEnd(ReadOnlySpan<byte> text, int at)
    {
        var (start, end, labels) = (at, -1, 0);
        while (at - start <= LongestDomain)
        {
            var run = text[at..Math.Min(text.Length, at + LongestDomain + 1)];
            var length = 0;
            while (length < run.Length && TokenBytes.IsHyphenated(run[length]))
                length++;
            var label = run[..length].TrimEnd((byte)'-');
            if (label.IsEmpty || label[0] == '-')
                break;
            labels++;
            if (labels > 1 && label.Length > 1 && char.IsAsciiLetter((char)label[0]))
                end = at + label.Length;
            at += length;
            if (label.Length < length || at == text.Length || text[at] != '.')
                break;
            at++;
        }

        // What was masked behind it was a part of it, and made it too long for an address when it was first looked at.
        return end - start > LongestDomain || text[at..].StartsWith(SecretDigest.Opening) ? -1 : end;
    }
}
