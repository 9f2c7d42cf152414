using Tapedeck.Journal.Storage;

namespace Tapedeck.Tests.Journal.Recovery;

/// <summary>The disk, until a number of operations were done: from then on nothing is, as if the process had been killed.</summary>
internal sealed class KilledStorage(int operations) : IStorage
{
    private int _left = operations;

    public bool IsKilled { get; private set; }

    public IStorageFile Open(string path)
    {
        Count();
        return new CountedFile(this, DiskStorage.Instance.Open(path));
    }

    public void CreateFolder(string path)
    {
        Count();
        DiskStorage.Instance.CreateFolder(path);
    }

    public void FlushFolder(string path)
    {
        Count();
        DiskStorage.Instance.FlushFolder(path);
    }

    public void Move(string from, string to)
    {
        Count();
        DiskStorage.Instance.Move(from, to);
    }

    private void Count()
    {
        if (_left-- > 0)
            return;
        IsKilled = true;
        throw new IOException("killed");
    }

    private sealed class CountedFile(KilledStorage storage, IStorageFile file) : IStorageFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset) => file.Read(buffer, offset);

        public int Write(ReadOnlySpan<byte> bytes, long offset)
        {
            storage.Count();
            return file.Write(bytes, offset);
        }

        public void SetLength(long length)
        {
            storage.Count();
            file.SetLength(length);
        }

        public void Flush()
        {
            storage.Count();
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
