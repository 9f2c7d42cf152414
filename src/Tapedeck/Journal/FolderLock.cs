namespace Tapedeck.Journal;

/// <summary>
/// Holds <c>node.lock</c> for as long as a node records into a folder: the journal has one writer. The system lets go of
/// it when the process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    /// <exception cref="JournalFolderException">Another node holds it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static FolderLock Acquire(JournalFolder folder)
    {
        try
        {
            return new FolderLock(new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException) when (IsHeld(folder))
        {
            throw JournalFolderException.InUse(folder, NodeFile.Read(folder));
        }
    }

    /// <summary>Whether a node records into the folder at this moment.</summary>
    public static bool IsHeld(JournalFolder folder)
    {
        if (!File.Exists(folder.Lock))
            return false;
        try
        {
            new FileStream(folder.Lock, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _held.Dispose();
}
