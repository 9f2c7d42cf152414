namespace Tapedeck.Enrichment;

/// <summary>
/// The 64 steps by which MD5 takes in one block of 16 words: of one message, or of several side by side where a word is a
/// vector. Source: RFC 1321, section 3.4.
/// </summary>
internal static class Md5Steps<T, TWord>
    where T : struct
    where TWord : IMd5Word<T>
{
    /// <summary>Mixes the 16 words of a block, low byte first, into the four words of the state.</summary>
    public static void Mix(Span<T> state, ReadOnlySpan<T> words)
    {
        // One slice of known length spares the bounds checks of the 64 steps.
        var x = words[..16];
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        a = TWord.Step(a, b, TWord.F(b, c, d), x[0], 7, 0xD76AA478);
        d = TWord.Step(d, a, TWord.F(a, b, c), x[1], 12, 0xE8C7B756);
        c = TWord.Step(c, d, TWord.F(d, a, b), x[2], 17, 0x242070DB);
        b = TWord.Step(b, c, TWord.F(c, d, a), x[3], 22, 0xC1BDCEEE);
        a = TWord.Step(a, b, TWord.F(b, c, d), x[4], 7, 0xF57C0FAF);
        d = TWord.Step(d, a, TWord.F(a, b, c), x[5], 12, 0x4787C62A);
        c = TWord.Step(c, d, TWord.F(d, a, b), x[6], 17, 0xA8304613);
        b = TWord.Step(b, c, TWord.F(c, d, a), x[7], 22, 0xFD469501);
        a = TWord.Step(a, b, TWord.F(b, c, d), x[8], 7, 0x698098D8);
        d = TWord.Step(d, a, TWord.F(a, b, c), x[9], 12, 0x8B44F7AF);
        c = TWord.Step(c, d, TWord.F(d, a, b), x[10], 17, 0xFFFF5BB1);
        b = TWord.Step(b, c, TWord.F(c, d, a), x[11], 22, 0x895CD7BE);
        a = TWord.Step(a, b, TWord.F(b, c, d), x[12], 7, 0x6B901122);
        d = TWord.Step(d, a, TWord.F(a, b, c), x[13], 12, 0xFD987193);
        c = TWord.Step(c, d, TWord.F(d, a, b), x[14], 17, 0xA679438E);
        b = TWord.Step(b, c, TWord.F(c, d, a), x[15], 22, 0x49B40821);
        a = TWord.Step(a, b, TWord.G(b, c, d), x[1], 5, 0xF61E2562);
        d = TWord.Step(d, a, TWord.G(a, b, c), x[6], 9, 0xC040B340);
        c = TWord.Step(c, d, TWord.G(d, a, b), x[11], 14, 0x265E5A51);
        b = TWord.Step(b, c, TWord.G(c, d, a), x[0], 20, 0xE9B6C7AA);
        a = TWord.Step(a, b, TWord.G(b, c, d), x[5], 5, 0xD62F105D);
        d = TWord.Step(d, a, TWord.G(a, b, c), x[10], 9, 0x02441453);
        c = TWord.Step(c, d, TWord.G(d, a, b), x[15], 14, 0xD8A1E681);
        b = TWord.Step(b, c, TWord.G(c, d, a), x[4], 20, 0xE7D3FBC8);
        a = TWord.Step(a, b, TWord.G(b, c, d), x[9], 5, 0x21E1CDE6);
        d = TWord.Step(d, a, TWord.G(a, b, c), x[14], 9, 0xC33707D6);
        c = TWord.Step(c, d, TWord.G(d, a, b), x[3], 14, 0xF4D50D87);
        b = TWord.Step(b, c, TWord.G(c, d, a), x[8], 20, 0x455A14ED);
        a = TWord.Step(a, b, TWord.G(b, c, d), x[13], 5, 0xA9E3E905);
        d = TWord.Step(d, a, TWord.G(a, b, c), x[2], 9, 0xFCEFA3F8);
        c = TWord.Step(c, d, TWord.G(d, a, b), x[7], 14, 0x676F02D9);
        b = TWord.Step(b, c, TWord.G(c, d, a), x[12], 20, 0x8D2A4C8A);
        a = TWord.Step(a, b, TWord.H(b, c, d), x[5], 4, 0xFFFA3942);
        d = TWord.Step(d, a, TWord.H(a, b, c), x[8], 11, 0x8771F681);
        c = TWord.Step(c, d, TWord.H(d, a, b), x[11], 16, 0x6D9D6122);
        b = TWord.Step(b, c, TWord.H(c, d, a), x[14], 23, 0xFDE5380C);
        a = TWord.Step(a, b, TWord.H(b, c, d), x[1], 4, 0xA4BEEA44);
        d = TWord.Step(d, a, TWord.H(a, b, c), x[4], 11, 0x4BDECFA9);
        c = TWord.Step(c, d, TWord.H(d, a, b), x[7], 16, 0xF6BB4B60);
        b = TWord.Step(b, c, TWord.H(c, d, a), x[10], 23, 0xBEBFBC70);
        a = TWord.Step(a, b, TWord.H(b, c, d), x[13], 4, 0x289B7EC6);
        d = TWord.Step(d, a, TWord.H(a, b, c), x[0], 11, 0xEAA127FA);
        c = TWord.Step(c, d, TWord.H(d, a, b), x[3], 16, 0xD4EF3085);
        b = TWord.Step(b, c, TWord.H(c, d, a), x[6], 23, 0x04881D05);
        a = TWord.Step(a, b, TWord.H(b, c, d), x[9], 4, 0xD9D4D039);
        d = TWord.Step(d, a, TWord.H(a, b, c), x[12], 11, 0xE6DB99E5);
        c = TWord.Step(c, d, TWord.H(d, a, b), x[15], 16, 0x1FA27CF8);
        b = TWord.Step(b, c, TWord.H(c, d, a), x[2], 23, 0xC4AC5665);
        a = TWord.Step(a, b, TWord.I(b, c, d), x[0], 6, 0xF4292244);
        d = TWord.Step(d, a, TWord.I(a, b, c), x[7], 10, 0x432AFF97);
        c = TWord.Step(c, d, TWord.I(d, a, b), x[14], 15, 0xAB9423A7);
        b = TWord.Step(b, c, TWord.I(c, d, a), x[5], 21, 0xFC93A039);
        a = TWord.Step(a, b, TWord.I(b, c, d), x[12], 6, 0x655B59C3);
        d = TWord.Step(d, a, TWord.I(a, b, c), x[3], 10, 0x8F0CCC92);
        c = TWord.Step(c, d, TWord.I(d, a, b), x[10], 15, 0xFFEFF47D);
        b = TWord.Step(b, c, TWord.I(c, d, a), x[1], 21, 0x85845DD1);
        a = TWord.Step(a, b, TWord.I(b, c, d), x[8], 6, 0x6FA87E4F);
        d = TWord.Step(d, a, TWord.I(a, b, c), x[15], 10, 0xFE2CE6E0);
        c = TWord.Step(c, d, TWord.I(d, a, b), x[6], 15, 0xA3014314);
        b = TWord.Step(b, c, TWord.I(c, d, a), x[13], 21, 0x4E0811A1);
        a = TWord.Step(a, b, TWord.I(b, c, d), x[4], 6, 0xF7537E82);
        d = TWord.Step(d, a, TWord.I(a, b, c), x[11], 10, 0xBD3AF235);
        c = TWord.Step(c, d, TWord.I(d, a, b), x[2], 15, 0x2AD7D2BB);
        b = TWord.Step(b, c, TWord.I(c, d, a), x[9], 21, 0xEB86D391);
        state[0] = TWord.Add(state[0], a);
        state[1] = TWord.Add(state[1], b);
        state[2] = TWord.Add(state[2], c);
        state[3] = TWord.Add(state[3], d);
    }
}
