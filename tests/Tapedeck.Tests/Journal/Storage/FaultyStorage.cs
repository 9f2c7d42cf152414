using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Tests.Journal.Storage;

/// <summary>
/// A disk that fails as it is told, over real files of a folder. The files are what the system shows; beside each of them
/// stands what is on the platter, which is all that a power loss leaves for certain. A flush that fails loses what it was to
/// write, and no later one brings it back; an entry of a folder that was not flushed may vanish.
/// </summary>
internal sealed class FaultyStorage(string root) : IStorage
{
    private const int TraceLength = 60;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DiskImage> _shown = [];
    private readonly Dictionary<string, DiskImage> _durable = [];
    private readonly HashSet<string> _durableFolders = [root];
    private readonly HashSet<IStorageFile> _open = [];
    private readonly Queue<string> _trace = [];
    private Func<DiskRequest, Fault?> _faults = Faults.None;

    /// <summary>Decides of each request whether and how it fails.</summary>
    public Func<DiskRequest, Fault?> Next
    {
        set
        {
            lock (_lock)
                _faults = value;
        }
    }

    /// <summary>Requests that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    /// <summary>The last requests, for the message of a test that fails.</summary>
    public string Trace
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _trace);
        }
    }

    public IStorageFile Open(string path)
    {
        lock (_lock)
        {
            Ask(DiskOperation.Open, path);
            if (!_shown.TryGetValue(path, out var image))
                _shown.Add(path, image = File.Exists(path) ? DiskImage.Of(File.ReadAllBytes(path)) : new DiskImage());
            var file = new FaultyFile(this, path, image, File.OpenHandle(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            _open.Add(file);
            try
            {
                FlushFolder(Path.GetDirectoryName(path)!);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
    }

    public void CreateFolder(string path)
    {
        lock (_lock)
        {
            Ask(DiskOperation.CreateFolder, path);
            Directory.CreateDirectory(path);
            FlushFolder(Path.GetDirectoryName(path)!);
        }
    }

    public void FlushFolder(string path)
    {
        lock (_lock)
        {
            Ask(DiskOperation.FlushFolder, path);
            foreach (var gone in _durable.Keys.Where(entry => IsIn(entry, path) && !_shown.ContainsKey(entry)).ToList())
                _durable.Remove(gone);
            foreach (var (entry, image) in _shown.Where(entry => IsIn(entry.Key, path)))
                _durable[entry] = image;
            if (Directory.Exists(path))
                _durableFolders.UnionWith(Directory.EnumerateDirectories(path));
        }

        static bool IsIn(string entry, string folder) => Path.GetDirectoryName(entry) == folder;
    }

    public void Move(string from, string to)
    {
        lock (_lock)
        {
            Ask(DiskOperation.Move, from);
            File.Move(from, to, overwrite: true);
            _shown.Remove(from, out var image);
            _shown[to] = image!;
            FlushFolder(Path.GetDirectoryName(to)!);
            FlushFolder(Path.GetDirectoryName(from)!);
        }
    }

    /// <summary>Whether the first bytes of a file, and its entry, survive a power loss.</summary>
    public bool IsDurable(string path, long length)
    {
        lock (_lock)
        {
            if (length == 0)
                return true;
            // During a rename the old name may still be the one that survives.
            return _shown.TryGetValue(path, out var image)
                && _durable.Any(entry => entry.Value == image && _durableFolders.Contains(Path.GetDirectoryName(entry.Key)!))
                && image.Bytes.Length >= length
                && image.Bytes[..(int)length].SequenceEqual(ReadAll(path).AsSpan(0, (int)length));
        }
    }

    /// <summary>The process was killed: what was written stays, flushed or not.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            foreach (var file in _open.ToList())
                file.Dispose();
        }
    }

    /// <summary>The power was lost.</summary>
    public void Crash(Random random)
    {
        lock (_lock)
        {
            Kill();
            var left = new Dictionary<string, DiskImage>();
            foreach (var image in _durable.Values.Concat(_shown.Values).Distinct().ToList())
            {
                var shown = _shown.FirstOrDefault(entry => entry.Value == image).Key;
                var durable = _durable.FirstOrDefault(entry => entry.Value == image).Key;
                // An entry that was not flushed is there or not; of a rename either name is.
                var path = durable is null || (shown is not null && random.Next(2) == 0) ? shown : durable;
                if ((durable is null && random.Next(2) == 0) || !_durableFolders.Contains(Path.GetDirectoryName(path)!))
                    continue;
                left[path!] = DiskImage.Of(image.AfterPowerLoss(shown is null ? [] : ReadAll(shown), random));
            }

            foreach (var path in _shown.Keys)
                File.Delete(path);
            foreach (var (path, image) in left)
                File.WriteAllBytes(path, image.Bytes.ToArray());
            foreach (var folder in Directory.EnumerateDirectories(root).Where(folder => !_durableFolders.Contains(folder)).ToList())
                Directory.Delete(folder, recursive: true);
            _shown.Clear();
            _durable.Clear();
            foreach (var (path, image) in left)
                _shown[path] = _durable[path] = image;
            Note("power loss");
        }
    }

    private static byte[] ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Fails the request if it is to fail; returns the bytes that a write is to take.</summary>
    private int Ask(DiskOperation operation, string path, int bytes = 0, Action<int>? take = null)
    {
        Requests++;
        var fault = _faults(new DiskRequest(operation, path, bytes));
        Note($"{operation} {Path.GetRelativePath(root, path)} {bytes} {fault}");
        if (fault is null)
            return bytes;
        Failed++;
        take?.Invoke(fault.Taken);
        return fault.Error is null ? fault.Taken : throw new IOException(fault.Error);
    }

    private void Note(string line)
    {
        _trace.Enqueue(line);
        if (_trace.Count > TraceLength)
            _trace.Dequeue();
    }

    private sealed class FaultyFile(FaultyStorage storage, string path, DiskImage image, SafeFileHandle handle) : IStorageFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

        public int Write(ReadOnlySpan<byte> bytes, long offset)
        {
            lock (storage._lock)
            {
                var given = bytes.ToArray();
                var isTaken = false;
                var taken = storage.Ask(DiskOperation.Write, path, given.Length, Take);
                if (!isTaken)
                    Take(taken);
                return taken;

                void Take(int count)
                {
                    isTaken = true;
                    RandomAccess.Write(handle, given.AsSpan(0, count), offset);
                    image.Written(offset, offset + count);
                }
            }
        }

        public void SetLength(long length)
        {
            lock (storage._lock)
            {
                storage.Ask(DiskOperation.SetLength, path);
                RandomAccess.SetLength(handle, length);
            }
        }

        public void Flush()
        {
            lock (storage._lock)
            {
                try
                {
                    storage.Ask(DiskOperation.Flush, path);
                }
                catch (IOException)
                {
                    image.FlushFailed();
                    throw;
                }

                var shown = new byte[Length];
                for (var read = 0; read < shown.Length;)
                    read += RandomAccess.Read(handle, shown.AsSpan(read), read);
                image.Flushed(shown);
            }
        }

        public void Dispose()
        {
            lock (storage._lock)
                storage._open.Remove(this);
            handle.Dispose();
        }
    }
}
