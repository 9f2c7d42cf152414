using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>A session that is verified: its two files, open, so that a roll in the meantime changes nothing.</summary>
internal sealed class OpenSession : IDisposable
{
    private const int Attempts = 1000;

    private OpenSession(JournalFolder folder, SessionFile file, SafeFileHandle lines, IndexReader? index)
    {
        (File, Lines, Index) = (file, lines, index);
        Name = Path.GetRelativePath(folder.Root, file.Path);
        IndexName = Path.GetRelativePath(folder.Root, file.Index);
        Length = RandomAccess.GetLength(lines);
    }

    public SessionFile File { get; }

    /// <summary>Path of the lines, relative to the folder.</summary>
    public string Name { get; }

    public string IndexName { get; }

    public SafeFileHandle Lines { get; }

    /// <summary>Null if it is missing.</summary>
    public IndexReader? Index { get; }

    /// <summary>Bytes of lines at the moment of opening.</summary>
    public long Length { get; }

    /// <summary>Opens a session. While a node records it may be rolled at any moment, and is then looked for anew.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static OpenSession Open(JournalFolder folder, SessionFile session, bool isLive)
    {
        for (var attempt = 1; ; attempt++)
        {
            // What is still not as it must be after so many looks is not being rolled: it is damaged.
            if (TryOpen(folder, session, isLive && attempt < Attempts) is { } opened)
                return opened;
            if (!isLive || attempt == Attempts)
                throw new FileNotFoundException($"{session.Path} is gone");
            Thread.Yield();
            if (SessionFile.AllClosed(folder).FirstOrDefault(closed => closed.Number == session.Number) is { } rolled)
                session = rolled;
        }
    }

    public void Dispose()
    {
        Lines.Dispose();
        Index?.Dispose();
    }

    private static OpenSession? TryOpen(JournalFolder folder, SessionFile session, bool isLive)
    {
        SafeFileHandle lines;
        try
        {
            lines = System.IO.File.OpenHandle(
                session.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        try
        {
            var index = IndexReader.TryOpen(session.Index);
            // In the middle of a roll, or where a crash cut one short, the lines are moved and the index is not yet.
            if (index is null && session.IsClosed && IndexReader.NumberOf(folder.Index) == session.Number)
                (index, session) = (IndexReader.TryOpen(folder.Index), session with { Index = folder.Index });
            if (!isLive || (index is not null && index.TryRead(0, out var header) && header.Place == session.Number
                && (session.IsClosed || IndexReader.NumberOf(folder.Index) == session.Number)))
                return new OpenSession(folder, session, lines, index);
            index?.Dispose();
        }
        catch
        {
            lines.Dispose();
            throw;
        }

        lines.Dispose();
        return null;
    }
}
