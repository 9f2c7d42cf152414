using System.Security.Cryptography;
using Tapedeck.Journal;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// <c>mask.salt</c>: random bytes that the digests of masked secrets depend on. One a folder, made once, so that digests stay
/// comparable for as long as the folder is recorded into. Only its owner may read it.
/// </summary>
internal static class MaskSalt
{
    /// <summary>Bytes of a salt.</summary>
    public const int Length = 32;

    /// <summary>The folder's salt; a new one is durable on return.</summary>
    /// <exception cref="JournalFolderException">It cannot be read or made, or the file is no salt.</exception>
    public static byte[] Of(JournalFolder folder)
    {
        try
        {
            var salt = File.Exists(folder.MaskSalt) ? File.ReadAllBytes(folder.MaskSalt) : Make(folder);
            return salt.Length == Length ? salt : throw JournalFolderException.NoSalt(folder, Length, salt.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw JournalFolderException.CannotOpen(folder, failure);
        }
    }

    private static byte[] Make(JournalFolder folder)
    {
        var salt = RandomNumberGenerator.GetBytes(Length);
        var temporary = folder.MaskSalt + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(salt);
            file.Flush();
            StableStorage.FlushData(file.SafeFileHandle, temporary);
        }

        File.Move(temporary, folder.MaskSalt);
        StableStorage.FlushDirectory(folder.Root);
        return salt;
    }
}
