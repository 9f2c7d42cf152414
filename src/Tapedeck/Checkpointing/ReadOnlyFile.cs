using Tapedeck.Journal.Storage;

namespace Tapedeck.Checkpointing;

/// <summary>Gives a file that was made under a temporary name its own, from where on nobody is to change it.</summary>
internal static class ReadOnlyFile
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <exception cref="IOException">There is a file with that name, or it cannot be renamed.</exception>
    public static void Place(IStorage storage, string made, string path)
    {
        if (File.Exists(path))
            throw new IOException($"{path} is there already: nothing is written over it");
        if (OperatingSystem.IsWindows())
            File.SetAttributes(made, File.GetAttributes(made) | FileAttributes.ReadOnly);
        else
            File.SetUnixFileMode(made, File.GetUnixFileMode(made) & Readable);
        storage.Move(made, path);
    }
}
