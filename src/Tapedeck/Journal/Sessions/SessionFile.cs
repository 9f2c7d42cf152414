using System.Globalization;

namespace Tapedeck.Journal.Sessions;

/// <summary>A session's two files: the lines, and the index beside them.</summary>
/// <param name="Number">Its place among the sessions of the folder, from 1.</param>
/// <param name="Path">The lines, <c>.jsonl</c>.</param>
/// <param name="Index">The blocks, <c>.index</c>.</param>
/// <param name="IsClosed">Whether nothing is added to it any more.</param>
internal sealed record SessionFile(long Number, string Path, string Index, bool IsClosed)
{
    /// <summary>The files a session gets when it is closed: <c>sessions/000001_2026-11-22T09-05-00Z.jsonl</c>.</summary>
    public static SessionFile Closed(JournalFolder folder, long number, DateTimeOffset closedAt)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:D6}_{closedAt:yyyy-MM-dd'T'HH-mm-ss'Z'}");
        return InSessions(folder, number, name);
    }

    /// <summary>The closed sessions of a folder, oldest first.</summary>
    public static IReadOnlyList<SessionFile> AllClosed(JournalFolder folder)
    {
        if (!Directory.Exists(folder.Sessions))
            return [];
        var closed = new List<SessionFile>();
        foreach (var path in Directory.EnumerateFiles(folder.Sessions, "*_*.jsonl"))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(path);
            if (long.TryParse(name.AsSpan(0, name.IndexOf('_')), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                closed.Add(InSessions(folder, number, name));
        }

        closed.Sort((a, b) => a.Number.CompareTo(b.Number));
        return closed;
    }

    /// <summary>
    /// The session that is recorded into, or that the next start goes on with: its number stands in its index, and without
    /// one it is the next behind the closed ones.
    /// </summary>
    public static SessionFile Current(JournalFolder folder) => new(
        IndexReader.NumberOf(folder.Index) ?? (AllClosed(folder) is [.., var last] ? last.Number : 0) + 1,
        folder.Session, folder.Index, IsClosed: false);

    /// <summary>The sessions that have lines, oldest first; the current one last.</summary>
    public static IReadOnlyList<SessionFile> All(JournalFolder folder)
    {
        // The current one first: what is rolled meanwhile is then among the closed ones, not in neither.
        var current = Current(folder);
        var closed = AllClosed(folder);
        return File.Exists(current.Path) && (closed is not [.., var last] || last.Number < current.Number)
            ? [.. closed, current]
            : closed;
    }

    /// <summary>Opens the first session there is from a number on, also while it is being rolled.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="from">Its number, or a lower one.</param>
    /// <param name="number">The number of the one that was opened.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream? TryOpen(JournalFolder folder, long from, out long number)
    {
        while (true)
        {
            number = 0;
            if (All(folder).FirstOrDefault(session => session.Number >= from) is not { } session)
                return null;
            number = session.Number;
            FileStream file;
            try
            {
                file = new FileStream(session.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            }
            catch (FileNotFoundException)
            {
                continue; // rolled between the look and the opening
            }

            if (session.IsClosed || Current(folder).Number == number)
                return file;
            file.Dispose();
        }
    }

    private static SessionFile InSessions(JournalFolder folder, long number, string name) => new(
        number, System.IO.Path.Combine(folder.Sessions, name + ".jsonl"), System.IO.Path.Combine(folder.Sessions, name + ".index"),
        IsClosed: true);
}
