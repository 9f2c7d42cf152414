using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
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

    /// <summary>Bytes that are mixed in together.</summary>
    public const int BlockLength = 64;

    /// <summary>The state before the first block.</summary>
    public static ReadOnlySpan<uint> Beginning => [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];

    /// <summary>Bytes of all blocks of a message of <paramref name="length"/> bytes.</summary>
    public static int PaddedLength(int length) => (length + sizeof(ulong) + BlockLength) & -BlockLength;

    /// <summary>
    /// Writes a message as whole blocks, <see cref="PaddedLength"/> bytes: itself, one bit, zeros, its length in bits.
    /// </summary>
    public static void Pad(ReadOnlySpan<byte> message, Span<byte> blocks)
    {
        message.CopyTo(blocks);
        blocks[message.Length] = 0x80;
        blocks[(message.Length + 1)..].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(blocks[^sizeof(ulong)..], (ulong)message.Length * 8);
    }

    /// <summary>Writes the 16 bytes of the digest of a message, given in whole blocks.</summary>
    public static void Hash(ReadOnlySpan<byte> blocks, Span<byte> digest)
    {
        Span<uint> state = stackalloc uint[Length / sizeof(uint)];
        Beginning.CopyTo(state);
        for (var at = 0; at < blocks.Length; at += BlockLength)
            Add(state, blocks.Slice(at, BlockLength));
        for (var i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(digest[(i * sizeof(uint))..], state[i]);
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[BlockLength / sizeof(uint)];
        block.CopyTo(MemoryMarshal.AsBytes(words));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
        Md5Steps<uint, OneWord>.Mix(state, words);
    }

    private readonly struct OneWord : IMd5Word<uint>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint F(uint x, uint y, uint z) => z ^ (x & (y ^ z));

        // The two halves have no bit in common: a sum lets the one that is known earlier go first.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint G(uint x, uint y, uint z) => (y & ~z) + (x & z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint H(uint x, uint y, uint z) => x ^ y ^ z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint I(uint x, uint y, uint z) => y ^ (x | ~z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint Add(uint one, uint other) => one + other;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint Step(uint a, uint b, uint mixed, uint word, [ConstantExpected] byte rotation, uint constant) =>
            b + BitOperations.RotateLeft(a + word + constant + mixed, rotation);
    }
}
