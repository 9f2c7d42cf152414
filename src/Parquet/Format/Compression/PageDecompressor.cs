namespace Tapedeck.Parquet.Format;

/// <summary>
/// Decompresses pages. The memory grows with what comes out, so that a page that announces more than it has costs nothing, and
/// one that has more than it announces stops there.
/// </summary>
internal static partial class PageDecompressor
{
    private const int FirstStep = 1 << 16;

    /// <summary>Appends the page, which is as long as announced.</summary>
    /// <exception cref="InvalidDataException">It is longer, shorter or damaged.</exception>
    public static void Decompress(ArraySegment<byte> from, Codec codec, int announced, PooledBuffer<byte> into)
    {
        using var stream = Open(from, codec, announced);
        var left = announced;
        for (var step = Math.Max(FirstStep, 4L * from.Count); left > 0; step *= 2)
        {
            var room = into.Extend((int)Math.Min(step, left));
            var read = Read(stream, room);
            left -= read;
            if (read < room.Length)
                throw new InvalidDataException($"it decompresses to {announced - left:N0} bytes; {announced:N0} are announced");
        }

        Span<byte> more = stackalloc byte[1];
        if (Read(stream, more) > 0)
            throw new InvalidDataException($"it decompresses to more than the {announced:N0} bytes that are announced");
    }

    private static int Read(Stream stream, Span<byte> into)
    {
        try
        {
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (InvalidOperationException damage)
        {
            // What BrotliStream throws where GZipStream throws InvalidDataException.
            throw new InvalidDataException("it cannot be decompressed", damage);
        }
    }
}
