using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Journal.Storage;

/// <summary>The file system of this machine.</summary>
internal sealed class DiskStorage : IStorage
{
    public static readonly DiskStorage Instance = new();

    private DiskStorage()
    {
    }

    public IStorageFile Open(string path)
    {
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            // Also of a file that is there: who made it may have been killed before its entry was durable.
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new DiskFile(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void CreateFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } parent)
            return; // the root
        if (!Directory.Exists(path))
        {
            if (!Directory.Exists(parent))
                CreateFolder(parent);
            Directory.CreateDirectory(path);
        }

        FlushFolder(parent);
    }

    public void FlushFolder(string path) => StableStorage.FlushDirectory(path);

    public void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        StableStorage.FlushDirectory(Path.GetDirectoryName(to)!);
        if (Path.GetDirectoryName(from) != Path.GetDirectoryName(to))
            StableStorage.FlushDirectory(Path.GetDirectoryName(from)!);
    }

    private sealed class DiskFile(string path, SafeFileHandle handle) : IStorageFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

        public int Write(ReadOnlySpan<byte> bytes, long offset)
        {
            RandomAccess.Write(handle, bytes, offset);
            return bytes.Length;
        }

        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Flush() => StableStorage.FlushData(handle, path);

        public void Dispose() => handle.Dispose();
    }
}
