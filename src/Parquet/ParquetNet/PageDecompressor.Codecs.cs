using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Tapedeck.Parquet.Format;

internal static partial class PageDecompressor
{
    /// <summary>
    /// Whether pages in this codec can be read. LZ4 and LZ4_RAW cannot: of a damaged page Parquet.Net would give what was in the
    /// memory before, and it takes the frames of LZ4 for none.
    /// </summary>
    public static bool Knows(Codec codec) =>
        codec is Codec.UNCOMPRESSED or Codec.GZIP or Codec.BROTLI or Codec.SNAPPY or Codec.ZSTD;

    // Parquet.Net stops after the bytes that are announced and so never compares gzip's checksum with them; and of a page
    // that is too short it makes zeros.
    private static Stream Open(ArraySegment<byte> page, Codec codec, int announced)
    {
        var compressed = new MemoryStream(page.Array!, page.Offset, page.Count, writable: false);
        return codec switch
        {
            Codec.GZIP => new GZipStream(compressed, CompressionMode.Decompress),
            Codec.BROTLI => new BrotliStream(compressed, CompressionMode.Decompress),
            _ => Decompressed(page, codec, announced),
        };
    }

    // Parquet.Net decompresses only what it reads: here a column of floats, of which the last may be cut.
    private static MemoryStream Decompressed(ReadOnlySpan<byte> page, Codec codec, int announced)
    {
        var floats = new float[(announced + sizeof(float) - 1) / sizeof(float)];
        var header = new PageHeader
        {
            Type = PageType.DATA_PAGE,
            UncompressedSize = announced,
            CompressedSize = page.Length,
            ValueCount = floats.Length,
        };
        var file = new PageFile(PhysicalType.FLOAT, codec, floats.Length);
        file.Add(header, page);
        file.Read<float>(floats);
        file.Free();
        return new MemoryStream(MemoryMarshal.AsBytes<float>(floats)[..announced].ToArray(), writable: false);
    }
}
