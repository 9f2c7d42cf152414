namespace Tapedeck.Client;

/// <summary>
/// The right to one spool file: its <c>.lock</c> is held (flock on Unix) until this is disposed or the process ends, however
/// it ends.
/// </summary>
internal sealed class SpoolClaim : IDisposable
{
    private readonly FileStream _held;

    private SpoolClaim(string path, FileStream held)
    {
        Path = path;
        _held = held;
    }

    /// <summary>The spool file.</summary>
    public string Path { get; }

    /// <summary>Claims a spool; null if another process, or another connection of this one, has it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static SpoolClaim? TryTake(string path)
    {
        try
        {
            var held = SpoolFolder.OpenPrivate(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
            return new SpoolClaim(path, held);
        }
        catch (Exception fault) when (
            fault is IOException or UnauthorizedAccessException && File.Exists(path + ".lock"))
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes the spool and its lock. Somebody who takes the lock in between finds no spool beside it, and its name is never
    /// used again.
    /// </summary>
    public void Delete()
    {
        File.Delete(Path);
        Dispose();
        try
        {
            File.Delete(_held.Name);
        }
        catch (IOException)
        {
            // Windows, while somebody has it open: who then finds no spool deletes it.
        }
    }

    public void Dispose() => _held.Dispose();
}
