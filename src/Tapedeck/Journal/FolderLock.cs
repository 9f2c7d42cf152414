namespace Tapedeck.Journal;

/// <summary>
/// Holds <c>node.lock</c> for as long as a node records into a folder: the journal has one writer. The system lets go of
/// it when the process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    // A command that looks whether a node records holds the lock for that moment.
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    /// <summary>Locks a folder, which is made if it is not there.</summary>
    /// <exception cref="JournalFolderException">Another node holds it, or it cannot be written.</exception>
    public static FolderLock Acquire(JournalFolder folder)
    {
        for (var attempt = 1; attempt < Attempts && IsHeld(folder); attempt++)
            Thread.Sleep(Pause);
        try
        {
            Storage.DiskStorage.Instance.CreateFolder(folder.Root);
            return new FolderLock(new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException) when (IsHeld(folder))
        {
            throw JournalFolderException.InUse(folder, NodeFile.Read(folder));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw JournalFolderException.CannotOpen(folder, failure);
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
