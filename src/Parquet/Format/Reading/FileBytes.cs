namespace Tapedeck.Parquet.Format;

/// <summary>The bytes of a file, read from any place. What lies outside it is damage of what points there.</summary>
internal sealed class FileBytes(Stream stream)
{
    public long Length { get; } = stream.Length;

    /// <exception cref="InvalidDataException">The file ended while it was read.</exception>
    public void Read(long offset, Span<byte> into)
    {
        stream.Position = offset;
        var read = stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        if (read < into.Length)
            throw new InvalidDataException(
                $"the file ends at byte {offset + read:N0}; it had {Length:N0} bytes when it was opened");
    }
}
