using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Tapedeck.Analytics;

/// <summary>
/// Finds where the strings of a JSON line begin and end, sixty-four bytes at a time, and checks what is in them: their escapes, that
/// there is no control character, and that all is UTF-8. What lies between the strings is for the reader to check.
/// Filled again for each line.
/// </summary>
internal sealed class StringIndex
{
    private const int Block = 64;
    private const ulong EvenBits = 0x5555_5555_5555_5555;

    private int[] _quotes = new int[512];

    /// <summary>Offsets of the quotes that are not escaped: the first begins a string, the second ends it …</summary>
    public ReadOnlySpan<int> Quotes => _quotes.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Offsets from the first backslash to the last; none if the first lies behind the last.</summary>
    public (int First, int Last) Escapes { get; private set; }

    /// <summary>Whether the text between two offsets has no backslash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPlain(ReadOnlySpan<byte> line, int start, int end) =>
        start > Escapes.Last || end <= Escapes.First || !line[start..end].Contains((byte)'\\');

    /// <summary>Finds them. False if something in the line is not as it must be, or cannot be told here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFind(ReadOnlySpan<byte> line)
    {
        ref var first = ref MemoryMarshal.GetReference(line);
        var quotes = _quotes;
        var count = 0;
        var (firstEscape, lastEscape) = (int.MaxValue, -1);
        var all = Vector256<byte>.Zero;
        var carried = 0UL;
        Span<byte> last = stackalloc byte[Block];
        for (var at = 0; at < line.Length; at += Block)
        {
            scoped ref var block = ref Unsafe.Add(ref first, at);
            if (line.Length - at < Block)
            {
                last.Fill((byte)' ');
                line[at..].CopyTo(last);
                block = ref MemoryMarshal.GetReference(last);
            }

            var low = Vector256.LoadUnsafe(ref block);
            var high = Vector256.LoadUnsafe(ref block, (nuint)Vector256<byte>.Count);
            all |= low | high;
            if (Vector256.LessThanAny(low, Vector256.Create((byte)' ')) || Vector256.LessThanAny(high, Vector256.Create((byte)' ')))
                return false;
            var quoted = Bits(low, high, (byte)'"');
            var backslashes = Bits(low, high, (byte)'\\');
            if ((backslashes | carried) != 0)
            {
                var escaped = Escaped(backslashes, ref carried);
                if (!AreEscapes(line, at, escaped))
                    return false;
                quoted &= ~escaped;
                if (backslashes != 0)
                {
                    firstEscape = Math.Min(firstEscape, at + BitOperations.TrailingZeroCount(backslashes));
                    lastEscape = at + Block - 1 - BitOperations.LeadingZeroCount(backslashes);
                }
            }

            if (quotes.Length - count < Block)
                Array.Resize(ref _quotes, 2 * quotes.Length);
            quotes = _quotes;
            for (; quoted != 0; quoted &= quoted - 1)
                quotes[count++] = at + BitOperations.TrailingZeroCount(quoted);
        }

        (Count, Escapes) = (count, (firstEscape, lastEscape));
        return carried == 0 && count % 2 == 0 && (all.ExtractMostSignificantBits() == 0 || Utf8.IsValid(line));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);

    /// <summary>
    /// The bytes that a backslash stands before which is not itself escaped: those behind a run of them of odd length. Adding the
    /// runs that begin at an odd place to themselves carries past their ends, which tells those of odd length from those of even.
    /// </summary>
    /// <param name="backslashes">Where backslashes are.</param>
    /// <param name="carried">1 if the byte before these was a backslash that escapes the first of them; then of these.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Escaped(ulong backslashes, ref ulong carried)
    {
        backslashes &= ~carried;
        var behind = (backslashes << 1) | carried;
        var oddRuns = backslashes & ~EvenBits & ~behind;
        var sum = oddRuns + backslashes;
        carried = sum < oddRuns ? 1UL : 0;
        return (EvenBits ^ (sum << 1)) & behind;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreEscapes(ReadOnlySpan<byte> line, int at, ulong escaped)
    {
        for (; escaped != 0; escaped &= escaped - 1)
        {
            var place = at + BitOperations.TrailingZeroCount(escaped);
            if (place >= line.Length)
                return false;
            var escape = line[place];
            if (escape != '"' && !"\\/bfnrt"u8.Contains(escape) && (escape != 'u' || line.Length - place <= 4 || !IsHex(line.Slice(place + 1, 4))))
                return false;
        }

        return true;
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
        }

        return true;
    }
}
