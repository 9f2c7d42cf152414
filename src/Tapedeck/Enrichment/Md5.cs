using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tapedeck.Enrichment;

/// <summary>
/// MD5 of short texts, which the platform's own spends most of its time on setting up. It names content, it protects
/// nothing. Source: RFC 1321.
/// </summary>
internal static class Md5
{
    /// <summary>Bytes of a digest.</summary>
    public const int Length = 16;

    private const int BlockLength = 64;

    /// <summary>Writes the 16 bytes of the digest of <paramref name="data"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];
        var whole = data.Length & -BlockLength;
        for (var at = 0; at < whole; at += BlockLength)
            Add(state, data.Slice(at, BlockLength));

        // The rest, one bit, zeros, and the length in bits fill one block or two.
        Span<byte> last = stackalloc byte[2 * BlockLength];
        last.Clear();
        data[whole..].CopyTo(last);
        last[data.Length - whole] = 0x80;
        var end = data.Length - whole < BlockLength - 8 ? BlockLength : 2 * BlockLength;
        BinaryPrimitives.WriteUInt64LittleEndian(last[(end - 8)..], (ulong)data.Length * 8);
        for (var at = 0; at < end; at += BlockLength)
            Add(state, last.Slice(at, BlockLength));

        for (var i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(digest[(i * 4)..], state[i]);
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[BlockLength / 4];
        block.CopyTo(MemoryMarshal.AsBytes(words));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
        Mix(state, words);
    }

    private static void Mix(Span<uint> state, ReadOnlySpan<uint> words)
    {
        // One slice of known length spares the bounds checks of the 64 steps.
        var x = words[..16];
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        a = F(a, b, c, d, x[0], 7, 0xD76AA478);
        d = F(d, a, b, c, x[1], 12, 0xE8C7B756);
        c = F(c, d, a, b, x[2], 17, 0x242070DB);
        b = F(b, c, d, a, x[3], 22, 0xC1BDCEEE);
        a = F(a, b, c, d, x[4], 7, 0xF57C0FAF);
        d = F(d, a, b, c, x[5], 12, 0x4787C62A);
        c = F(c, d, a, b, x[6], 17, 0xA8304613);
        b = F(b, c, d, a, x[7], 22, 0xFD469501);
        a = F(a, b, c, d, x[8], 7, 0x698098D8);
        d = F(d, a, b, c, x[9], 12, 0x8B44F7AF);
        c = F(c, d, a, b, x[10], 17, 0xFFFF5BB1);
        b = F(b, c, d, a, x[11], 22, 0x895CD7BE);
        a = F(a, b, c, d, x[12], 7, 0x6B901122);
        d = F(d, a, b, c, x[13], 12, 0xFD987193);
        c = F(c, d, a, b, x[14], 17, 0xA679438E);
        b = F(b, c, d, a, x[15], 22, 0x49B40821);
        a = G(a, b, c, d, x[1], 5, 0xF61E2562);
        d = G(d, a, b, c, x[6], 9, 0xC040B340);
        c = G(c, d, a, b, x[11], 14, 0x265E5A51);
        b = G(b, c, d, a, x[0], 20, 0xE9B6C7AA);
        a = G(a, b, c, d, x[5], 5, 0xD62F105D);
        d = G(d, a, b, c, x[10], 9, 0x02441453);
        c = G(c, d, a, b, x[15], 14, 0xD8A1E681);
        b = G(b, c, d, a, x[4], 20, 0xE7D3FBC8);
        a = G(a, b, c, d, x[9], 5, 0x21E1CDE6);
        d = G(d, a, b, c, x[14], 9, 0xC33707D6);
        c = G(c, d, a, b, x[3], 14, 0xF4D50D87);
        b = G(b, c, d, a, x[8], 20, 0x455A14ED);
        a = G(a, b, c, d, x[13], 5, 0xA9E3E905);
        d = G(d, a, b, c, x[2], 9, 0xFCEFA3F8);
        c = G(c, d, a, b, x[7], 14, 0x676F02D9);
        b = G(b, c, d, a, x[12], 20, 0x8D2A4C8A);
        a = H(a, b, c, d, x[5], 4, 0xFFFA3942);
        d = H(d, a, b, c, x[8], 11, 0x8771F681);
        c = H(c, d, a, b, x[11], 16, 0x6D9D6122);
        b = H(b, c, d, a, x[14], 23, 0xFDE5380C);
        a = H(a, b, c, d, x[1], 4, 0xA4BEEA44);
        d = H(d, a, b, c, x[4], 11, 0x4BDECFA9);
        c = H(c, d, a, b, x[7], 16, 0xF6BB4B60);
        b = H(b, c, d, a, x[10], 23, 0xBEBFBC70);
        a = H(a, b, c, d, x[13], 4, 0x289B7EC6);
        d = H(d, a, b, c, x[0], 11, 0xEAA127FA);
        c = H(c, d, a, b, x[3], 16, 0xD4EF3085);
        b = H(b, c, d, a, x[6], 23, 0x04881D05);
        a = H(a, b, c, d, x[9], 4, 0xD9D4D039);
        d = H(d, a, b, c, x[12], 11, 0xE6DB99E5);
        c = H(c, d, a, b, x[15], 16, 0x1FA27CF8);
        b = H(b, c, d, a, x[2], 23, 0xC4AC5665);
        a = I(a, b, c, d, x[0], 6, 0xF4292244);
        d = I(d, a, b, c, x[7], 10, 0x432AFF97);
        c = I(c, d, a, b, x[14], 15, 0xAB9423A7);
        b = I(b, c, d, a, x[5], 21, 0xFC93A039);
        a = I(a, b, c, d, x[12], 6, 0x655B59C3);
        d = I(d, a, b, c, x[3], 10, 0x8F0CCC92);
        c = I(c, d, a, b, x[10], 15, 0xFFEFF47D);
        b = I(b, c, d, a, x[1], 21, 0x85845DD1);
        a = I(a, b, c, d, x[8], 6, 0x6FA87E4F);
        d = I(d, a, b, c, x[15], 10, 0xFE2CE6E0);
        c = I(c, d, a, b, x[6], 15, 0xA3014314);
        b = I(b, c, d, a, x[13], 21, 0x4E0811A1);
        a = I(a, b, c, d, x[4], 6, 0xF7537E82);
        d = I(d, a, b, c, x[11], 10, 0xBD3AF235);
        c = I(c, d, a, b, x[2], 15, 0x2AD7D2BB);
        b = I(b, c, d, a, x[9], 21, 0xEB86D391);
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint F(uint a, uint b, uint c, uint d, uint x, int s, uint t) =>
        b + BitOperations.RotateLeft(a + x + t + (d ^ (b & (c ^ d))), s);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint G(uint a, uint b, uint c, uint d, uint x, int s, uint t) =>
        b + BitOperations.RotateLeft(a + x + t + (c & ~d) + (b & d), s);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint H(uint a, uint b, uint c, uint d, uint x, int s, uint t) =>
        b + BitOperations.RotateLeft(a + x + t + (b ^ c ^ d), s);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint I(uint a, uint b, uint c, uint d, uint x, int s, uint t) =>
        b + BitOperations.RotateLeft(a + x + t + (c ^ (b | ~d)), s);
}
