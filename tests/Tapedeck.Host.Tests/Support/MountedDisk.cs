using System.Diagnostics;

namespace Tapedeck.Tests.Host.Support;

/// <summary>A small file system of its own, gone after the test.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    private MountedDisk(params string[] options)
    {
        Directory.CreateDirectory(Path);
        Run("mount", [.. options, Path]);
    }

    public string Path => _folder.File("disk");

    /// <summary>Bytes that it can still take.</summary>
    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    public static MountedDisk InMemory(int mebibytes) => new("-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs");

    /// <summary>An ext4 in a file.</summary>
    public static MountedDisk Ext4(int mebibytes, TempFolder image)
    {
        var path = image.File("disk.img");
        using (var file = File.Create(path))
            file.SetLength(mebibytes * 1024L * 1024);
        Run("mkfs.ext4", "-q", "-F", "-m", "0", path);
        return new MountedDisk("-o", "loop", path);
    }

    /// <summary>Fills it with one file until so much is left; returns the file.</summary>
    public string Fill(long left)
    {
        var path = System.IO.Path.Combine(Path, "filler");
        File.WriteAllBytes(path, new byte[Free - left]);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Run("umount", "--lazy", Path);
        }
        finally
        {
            _folder.Dispose();
        }
    }

    /// <exception cref="InvalidOperationException">It is not there, or fails; the message says why.</exception>
    private static void Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program}: {errors.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{program}: {missing.Message}", missing);
        }
    }
}

/// <summary>A test on a file system of its own; skipped, with the reason, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> InMemory = new(() => WhyNot(() => MountedDisk.InMemory(1)));

    private static readonly Lazy<string?> InAFile = new(() => WhyNot(() =>
    {
        using var image = new TempFolder();
        return MountedDisk.Ext4(8, image);
    }));

    /// <param name="ext4">Whether it needs an ext4 in a file; else one in memory.</param>
    public MountFactAttribute(bool ext4 = false)
    {
        if ((ext4 ? InAFile : InMemory).Value is { } reason)
            Skip = $"no file system can be mounted here: {reason}";
    }

    private static string? WhyNot(Func<MountedDisk> mount)
    {
        try
        {
            mount().Dispose();
            return null;
        }
        catch (InvalidOperationException failure)
        {
            return failure.Message;
        }
    }
}
