namespace Tapedeck.Journal.Storage;

/// <summary>
/// A file that only grows. Keeps <em>written</em> and <em>durable</em> apart. After any failure it must be closed and opened
/// again: what the disk holds behind <see cref="DurableLength"/> is then unknown.
/// </summary>
internal sealed class AppendFile : IDisposable
{
    private readonly IStorageFile _file;

    private AppendFile(string path, IStorageFile file)
    {
        (Path, _file) = (path, file);
        WrittenLength = DurableLength = file.Length;
    }

    public string Path { get; }

    /// <summary>Bytes handed to the operating system.</summary>
    public long WrittenLength { get; private set; }

    /// <summary>Bytes for which the flush returned.</summary>
    public long DurableLength { get; private set; }

    /// <summary>Opens or makes the file; a new one's directory entry is durable on return.</summary>
    /// <exception cref="IOException">It cannot be opened for writing.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static AppendFile Open(IStorage storage, string path) => new(path, storage.Open(path));

    /// <summary>Writes behind the last byte. The bytes are written, not durable.</summary>
    /// <exception cref="IOException">The disk did not take them all; the message names the file and how many there were.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var left = bytes;
        try
        {
            while (left.Length > 0)
            {
                var taken = _file.Write(left, WrittenLength);
                left = left[taken..];
                WrittenLength += taken;
            }
        }
        catch (IOException failure)
        {
            throw new IOException(
                $"{Path}: {bytes.Length} bytes could not be written at {WrittenLength}: {failure.Message}", failure);
        }
    }

    /// <summary>Makes everything written durable.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void Flush()
    {
        if (DurableLength == WrittenLength)
            return;
        _file.Flush();
        DurableLength = WrittenLength;
    }

    /// <summary>Reads up to <paramref name="buffer"/>'s length from <paramref name="offset"/>; returns the bytes read.</summary>
    public int Read(Span<byte> buffer, long offset) => _file.Read(buffer, offset);

    /// <summary>Reads all of <paramref name="buffer"/> from <paramref name="offset"/>.</summary>
    /// <exception cref="EndOfStreamException">The file ends before that.</exception>
    public void ReadExactly(Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            var read = _file.Read(buffer, offset);
            if (read == 0)
                throw new EndOfStreamException($"{Path} became shorter while it was read");
            buffer = buffer[read..];
            offset += read;
        }
    }

    /// <summary>Drops all bytes from <paramref name="length"/> on, durably.</summary>
    public void CutTo(long length)
    {
        _file.SetLength(length);
        _file.Flush();
        WrittenLength = DurableLength = length;
    }

    public void Dispose() => _file.Dispose();
}
