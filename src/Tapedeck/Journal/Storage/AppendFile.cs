namespace Tapedeck.Journal.Storage;

/// <summary>
/// A file that only grows. Keeps <em>written</em> and <em>durable</em> apart. After any failure it must be closed and opened
/// again: what the disk holds behind <see cref="DurableLength"/> is then unknown.
/// </summary>
internal sealed class AppendFile : IDisposable
{
    private const int ChunkBytes = 1024 * 1024;

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

    /// <summary>
    /// Opens or makes the file; its directory entry is durable on return, and so is what it holds: a process that was killed
    /// may have left it written only.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened for writing, or not be flushed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static AppendFile Open(IStorage storage, string path)
    {
        var opened = new AppendFile(path, storage.Open(path));
        try
        {
            if (opened.WrittenLength > 0)
                opened.FlushAll(opened.WrittenLength);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Writes behind the last byte. The bytes are written, not durable.</summary>
    /// <exception cref="IOException">The disk did not take them all; the message names the file and how many there were.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var start = WrittenLength;
        WriteAt(bytes, start, written => WrittenLength = start + written);
    }

    /// <summary>Writes over bytes that were written; from there on nothing is durable until the next flush.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void WriteOver(ReadOnlySpan<byte> bytes, long offset)
    {
        DurableLength = Math.Min(DurableLength, offset);
        WriteAt(bytes, offset, _ => { });
    }

    /// <summary>
    /// Writes the bytes from an offset on once more, durably. After a flush that failed, the system takes them for durable
    /// although the disk does not have them; only bytes that are written anew are sure to get there.
    /// </summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void Rewrite(long from)
    {
        var buffer = new byte[(int)Math.Min(ChunkBytes, Math.Max(0, WrittenLength - from))];
        for (var at = from; at < WrittenLength;)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(buffer.Length, WrittenLength - at));
            ReadExactly(chunk, at);
            WriteAt(chunk, at, _ => { });
            at += chunk.Length;
        }

        if (from < WrittenLength)
            FlushAll(WrittenLength - from);
    }

    /// <summary>Makes everything written durable.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void Flush()
    {
        if (DurableLength == WrittenLength)
            return;
        FlushAll(WrittenLength - DurableLength);
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

    private void WriteAt(ReadOnlySpan<byte> bytes, long offset, Action<int> onWritten)
    {
        var written = 0;
        try
        {
            while (written < bytes.Length)
            {
                written += _file.Write(bytes[written..], offset + written);
                onWritten(written);
            }
        }
        catch (IOException failure)
        {
            throw new IOException(
                $"{Path}: {bytes.Length} bytes could not be written at {offset}: {failure.Message}", failure);
        }
    }

    private void FlushAll(long bytes)
    {
        try
        {
            _file.Flush();
        }
        catch (IOException failure)
        {
            throw new IOException(
                $"{Path}: {bytes} bytes could not be made durable at {WrittenLength - bytes}: {failure.Message}", failure);
        }
    }
}
