using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tapedeck.Enrichment;

/// <summary>
/// MD5 of many messages, 16 side by side: the steps of one message wait for each other, those of several do not. A lane
/// that has finished its message takes the next one, so messages may be of any lengths. Source: RFC 1321.
/// </summary>
internal sealed class Md5Lanes
{
    /// <summary>Where the blocks of a message, see <see cref="Md5.Pad"/>, begin and end in a buffer.</summary>
    public record struct Message(int Start, int End);

    /// <summary>Whether the machine has registers of such a width; without them one message at a time is faster.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    private const int Width = 16;
    private const int Words = Md5.BlockLength / sizeof(uint);
    private const int Idle = -1;

    // Word w of lane l is at w * Width + l.
    private readonly uint[] _state = new uint[Md5.Length / sizeof(uint) * Width];
    private readonly uint[] _block = new uint[Words * Width];

    // What is left of each lane's message, and its place among the messages.
    private readonly Message[] _rest = new Message[Width];
    private readonly int[] _place = new int[Width];

    /// <summary>Writes the digests of <paramref name="messages"/>, 16 bytes each, one behind the other.</summary>
    public void Hash(ReadOnlySpan<byte> blocks, ReadOnlySpan<Message> messages, Span<byte> digests)
    {
        var state = MemoryMarshal.Cast<uint, Vector512<uint>>(_state.AsSpan());
        var block = MemoryMarshal.Cast<uint, Vector512<uint>>(_block.AsSpan());
        var (next, busy) = (0, 0);
        for (var lane = 0; lane < Width; lane++)
            busy += Take(lane, messages, ref next) ? 1 : 0;
        while (busy > 0)
        {
            for (var lane = 0; lane < Width; lane++)
            {
                if (_place[lane] != Idle)
                    Load(lane, blocks);
            }

            Md5Steps<Vector512<uint>, SixteenWords>.Mix(state, block);
            for (var lane = 0; lane < Width; lane++)
            {
                if (_place[lane] == Idle || _rest[lane].Start < _rest[lane].End)
                    continue;
                Write(lane, digests.Slice(_place[lane] * Md5.Length, Md5.Length));
                busy -= Take(lane, messages, ref next) ? 0 : 1;
            }
        }
    }

    // Begins the next message; false if there is none, and the lane idles.
    private bool Take(int lane, ReadOnlySpan<Message> messages, ref int next)
    {
        if (next == messages.Length)
        {
            _place[lane] = Idle;
            return false;
        }

        _rest[lane] = messages[next];
        _place[lane] = next++;
        for (var i = 0; i < Md5.Beginning.Length; i++)
            _state[(i * Width) + lane] = Md5.Beginning[i];
        return true;
    }

    private void Load(int lane, ReadOnlySpan<byte> blocks)
    {
        ref var rest = ref _rest[lane];
        var words = MemoryMarshal.Cast<byte, uint>(blocks.Slice(rest.Start, Md5.BlockLength));
        var column = _block.AsSpan(lane);
        for (var i = 0; i < Words; i++)
            column[i * Width] = BitConverter.IsLittleEndian ? words[i] : BinaryPrimitives.ReverseEndianness(words[i]);
        rest.Start += Md5.BlockLength;
    }

    private void Write(int lane, Span<byte> digest)
    {
        for (var i = 0; i < Md5.Length / sizeof(uint); i++)
            BinaryPrimitives.WriteUInt32LittleEndian(digest[(i * sizeof(uint))..], _state[(i * Width) + lane]);
    }

    private readonly struct SixteenWords : IMd5Word<Vector512<uint>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<uint> F(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => z ^ (x & (y ^ z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<uint> G(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => y ^ (z & (x ^ y));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<uint> H(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => x ^ y ^ z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<uint> I(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => y ^ (x | ~z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<uint> Add(Vector512<uint> one, Vector512<uint> other) => one + other;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<uint> Step(
            Vector512<uint> a, Vector512<uint> b, Vector512<uint> mixed, Vector512<uint> word,
            [ConstantExpected] byte rotation, uint constant)
        {
            var sum = (a + word) + Vector512.Create(constant) + mixed;
            return b + (Avx512F.IsSupported
                ? Avx512F.RotateLeft(sum, rotation)
                : (sum << rotation) | (sum >>> (32 - rotation)));
        }
    }
}
