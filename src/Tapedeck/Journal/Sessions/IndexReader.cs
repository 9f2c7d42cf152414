using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Journal.Sessions;

/// <summary>Reads the records of a session's index, also while a node adds to it.</summary>
internal sealed class IndexReader : IDisposable
{
    private readonly SafeFileHandle _file;

    private IndexReader(SafeFileHandle file) => _file = file;

    /// <summary>Whole records there are at this moment, the header among them.</summary>
    public long Count => RandomAccess.GetLength(_file) / IndexRecord.Size;

    /// <summary>Whether there is half a record behind them.</summary>
    public bool HasPart => RandomAccess.GetLength(_file) % IndexRecord.Size != 0;

    /// <summary>Null if the file is not there.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static IndexReader? TryOpen(string path)
    {
        try
        {
            return new IndexReader(
                File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The session's number as its header says; null if there is no readable one.</summary>
    public static long? NumberOf(string path)
    {
        using var index = TryOpen(path);
        return index is not null && index.TryRead(0, out var header) && header.Kind == IndexRecordKind.Header ? header.Place : null;
    }

    /// <summary>The record at this place, from 0; false if it is not there or not whole.</summary>
    public bool TryRead(long place, out IndexRecord record)
    {
        Span<byte> bytes = stackalloc byte[IndexRecord.Size];
        var read = RandomAccess.Read(_file, bytes, place * IndexRecord.Size);
        return IndexRecord.TryRead(bytes[..read], out record);
    }

    /// <summary>The last record that is whole; false if there is none.</summary>
    public bool TryReadLast(out IndexRecord record)
    {
        // The last one may be half written at this moment, the one before it is not.
        var count = Count;
        for (var place = count - 1; place >= Math.Max(0, count - 2); place--)
        {
            if (TryRead(place, out record))
                return true;
        }

        record = default;
        return false;
    }

    public void Dispose() => _file.Dispose();
}
