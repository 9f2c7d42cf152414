using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Tapedeck.Enrichment;

/// <summary>
/// What a word is found by in a <see cref="WordTable"/>. The hash is seeded once per process, so that no sender can choose
/// words that collide: the sum of the word's first and last eight bytes and its length, each multiplied by a secret.
/// Source: Dietzfelbinger et al., "A reliable randomized algorithm for the closest-pair problem", J. Algorithms 25, 1997.
/// </summary>
/// <param name="Head">The first eight bytes as a number that sorts as they do, zeros after a shorter word.</param>
/// <param name="Hash">The hash; its upper bits are the best.</param>
internal readonly record struct WordKey(ulong Head, uint Hash)
{
    /// <summary>Bytes that are compared as one number.</summary>
    public const int HeadLength = sizeof(ulong);

    private static readonly ulong HeadSeed = NewSeed();
    private static readonly ulong TailSeed = NewSeed();
    private static readonly ulong LengthSeed = NewSeed();

    /// <summary>The key of a word of <paramref name="buffer"/>. Costs least if eight bytes can be read from any of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordKey Of(ReadOnlySpan<byte> buffer, int start, int length)
    {
        if (length <= 0 || start + HeadLength > buffer.Length)
            return OfLast(buffer[start..], length);

        // Of a short word head and tail are the word itself; one way for all lengths leaves no branch to guess wrong.
        var mask = ulong.MaxValue << (8 * Math.Max(0, HeadLength - length));
        var head = BinaryPrimitives.ReadUInt64BigEndian(buffer[start..]) & mask;
        var tail = BinaryPrimitives.ReadUInt64BigEndian(buffer[(start + Math.Max(0, length - HeadLength))..]) & mask;
        var sum = SumOf(head, tail, length);
        return length <= 2 * HeadLength ? new WordKey(head, (uint)(sum >> 32)) : OfLong(buffer.Slice(start, length), head, sum);
    }

    private static WordKey OfLast(ReadOnlySpan<byte> rest, int length)
    {
        Span<byte> padded = stackalloc byte[HeadLength];
        padded.Clear();
        rest[..length].CopyTo(padded);
        var head = BinaryPrimitives.ReadUInt64BigEndian(padded);
        return new WordKey(head, (uint)(SumOf(head, head, length) >> 32));
    }

    private static WordKey OfLong(ReadOnlySpan<byte> word, ulong head, ulong sum)
    {
        for (var at = HeadLength; at < word.Length - HeadLength; at += HeadLength)
            sum = (sum ^ (sum >> 32) ^ BinaryPrimitives.ReadUInt64BigEndian(word[at..])) * HeadSeed;
        return new WordKey(head, (uint)(sum >> 32));
    }

    private static ulong SumOf(ulong head, ulong tail, int length) =>
        (head * HeadSeed) + (tail * TailSeed) + ((ulong)length * LengthSeed);

    private static ulong NewSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
}
