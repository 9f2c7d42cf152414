using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Journal.Storage;

/// <summary>The calls after which bytes are durable. Source: POSIX fdatasync and fsync.</summary>
internal static partial class StableStorage
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY on Linux

    /// <summary>Makes a file's bytes and its length durable: <c>fdatasync</c> on Linux, the full flush elsewhere.</summary>
    /// <exception cref="IOException">The system could not; what is on the disk is then unknown.</exception>
    public static void FlushData(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        int result;
        while ((result = FDataSync(file)) != 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }

        if (result != 0)
            throw Failed($"fdatasync of {path}");
    }

    /// <summary>Makes a folder's entries durable, so that a file made or renamed in it is found after a power loss.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void FlushDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
            return; // Windows journals directory entries itself; elsewhere the file's own full flush covers them

        var directory = Open(path, ReadOnlyDirectory);
        if (directory < 0)
            throw Failed($"open of {path}");
        try
        {
            if (FSync(directory) != 0)
                throw Failed($"fsync of {path}");
        }
        finally
        {
            _ = Close(directory);
        }
    }

    private const int Interrupted = 4; // EINTR

    private static IOException Failed(string operation)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{operation} failed: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
