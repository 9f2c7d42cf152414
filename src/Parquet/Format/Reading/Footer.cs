using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>Finds and reads the footer.</summary>
internal static class Footer
{
    private const int MaxLength = 1 << 27;
    private const int TailLength = sizeof(int) + FileMagic.Length;

    /// <exception cref="InvalidDataException">It is no Parquet file, or the footer is damaged.</exception>
    public static FileMetadata Read(FileBytes file)
    {
        if (file.Length < FileMagic.Length + TailLength)
            throw new InvalidDataException(
                $"the file has {file.Length} bytes; a Parquet file has at least {FileMagic.Length + TailLength}");
        Span<byte> head = stackalloc byte[FileMagic.Length];
        Span<byte> tail = stackalloc byte[TailLength];
        file.Read(0, head);
        file.Read(file.Length - TailLength, tail);
        var magic = tail[sizeof(int)..];
        if (magic.SequenceEqual(FileMagic.Encrypted))
            throw new InvalidDataException("it is encrypted, which this reader does not read");
        if (!head.SequenceEqual(FileMagic.Plain) || !magic.SequenceEqual(FileMagic.Plain))
            throw new InvalidDataException(
                $"the file begins with {Convert.ToHexString(head)} and ends with {Convert.ToHexString(magic)}; " +
                $"a Parquet file begins and ends with {Convert.ToHexString(FileMagic.Plain)} (PAR1)");
        return FileMetadataReader.Read(ReadBytes(file, BinaryPrimitives.ReadUInt32LittleEndian(tail)));
    }

    private static byte[] ReadBytes(FileBytes file, uint length)
    {
        if (length > file.Length - FileMagic.Length - TailLength)
            throw new InvalidDataException($"it is {length:N0} bytes long by its own account, in a file of {file.Length:N0} bytes");
        if (length > MaxLength)
            throw new InvalidDataException($"it is {length:N0} bytes long; at most {MaxLength:N0} are read");
        var footer = new byte[length];
        file.Read(file.Length - TailLength - length, footer);
        return footer;
    }
}
