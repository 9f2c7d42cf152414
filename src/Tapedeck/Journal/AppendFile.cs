using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Journal;

/// <summary>
/// A file that only grows: the session and the quarantine. Keeps <em>written</em> and <em>durable</em> apart. After any
/// failure it must be closed and opened again: what the disk holds behind <see cref="DurableLength"/> is then unknown.
/// </summary>
internal sealed class AppendFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private AppendFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
        WrittenLength = DurableLength = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    /// <summary>Bytes handed to the operating system.</summary>
    public long WrittenLength { get; private set; }

    /// <summary>Bytes for which the flush returned.</summary>
    public long DurableLength { get; private set; }

    /// <summary>Opens or makes the file; a new one's directory entry is durable on return.</summary>
    /// <exception cref="IOException">It cannot be opened for writing.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static AppendFile Open(string path)
    {
        var isNew = !File.Exists(path);
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            if (isNew)
                StableStorage.FlushDirectory(System.IO.Path.GetDirectoryName(path)!);
            return new AppendFile(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Writes behind the last byte. The bytes are written, not durable.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, WrittenLength);
        WrittenLength += bytes.Length;
    }

    /// <summary>Makes everything written durable.</summary>
    public void Flush()
    {
        if (DurableLength == WrittenLength)
            return;
        StableStorage.FlushData(_handle, Path);
        DurableLength = WrittenLength;
    }

    /// <summary>Reads up to <paramref name="buffer"/>'s length from <paramref name="offset"/>; returns the bytes read.</summary>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(_handle, buffer, offset);

    /// <summary>Drops all bytes from <paramref name="length"/> on, durably.</summary>
    public void CutTo(long length)
    {
        RandomAccess.SetLength(_handle, length);
        StableStorage.FlushData(_handle, Path);
        WrittenLength = DurableLength = length;
    }

    public void Dispose() => _handle.Dispose();
}
