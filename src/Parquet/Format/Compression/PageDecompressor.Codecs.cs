using System.IO.Compression;

namespace Tapedeck.Parquet.Format;

internal static partial class PageDecompressor
{
    /// <summary>Whether pages in this codec can be read.</summary>
    public static bool Knows(Codec codec) => codec is Codec.UNCOMPRESSED or Codec.GZIP or Codec.BROTLI;

    private static Stream Open(ArraySegment<byte> page, Codec codec, int announced)
    {
        var compressed = new MemoryStream(page.Array!, page.Offset, page.Count, writable: false);
        return codec == Codec.GZIP
            ? new GZipStream(compressed, CompressionMode.Decompress)
            : new BrotliStream(compressed, CompressionMode.Decompress);
    }
}
