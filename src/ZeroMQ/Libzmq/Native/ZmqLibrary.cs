using System.Runtime.InteropServices;

namespace Tapedeck.ZeroMQ.Native;

/// <summary>Finds and loads libzmq, once a process, under the names it has on each system.</summary>
internal static class ZmqLibrary
{
    private static readonly Lazy<nint> Handle = new(LoadForThisSystem);

    /// <summary>Loads libzmq if it is not yet loaded.</summary>
    /// <exception cref="ZmqLibraryMissingException">No candidate could be loaded.</exception>
    internal static void EnsureLoaded() => _ = Handle.Value;

    /// <summary>The names to try on a system, the likeliest first.</summary>
    internal static IReadOnlyList<string> Candidates(OSPlatform system)
    {
        if (system == OSPlatform.Windows)
            return ["libzmq.dll"];
        if (system != OSPlatform.OSX)
            return ["libzmq.so.5", "libzmq.so"];

        // Homebrew on Apple silicon, Homebrew on Intel, MacPorts: the loader looks in none of them by itself.
        string[] folders = ["", "/opt/homebrew/lib/", "/usr/local/lib/", "/opt/local/lib/"];
        return [.. folders.SelectMany(folder => new[] { folder + "libzmq.5.dylib", folder + "libzmq.dylib" })];
    }

    /// <summary>The first candidate that <paramref name="load"/> returns a handle for; zero means not found.</summary>
    internal static nint LoadFirst(IReadOnlyList<string> candidates, Func<string, nint> load)
    {
        foreach (var candidate in candidates)
            if (load(candidate) is var handle && handle != 0)
                return handle;
        throw new ZmqLibraryMissingException(candidates);
    }

    private static nint LoadForThisSystem()
    {
        var binding = typeof(ZmqLibrary).Assembly;
        var system = OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX
            : OSPlatform.Linux;
        var handle = LoadFirst(
            Candidates(system),
            name => NativeLibrary.TryLoad(name, binding, searchPath: null, out var loaded) ? loaded : 0);

        NativeLibrary.SetDllImportResolver(binding, (name, _, _) => name == ZmqNative.Library ? handle : 0);
        // Resolved now, because resolving a function may itself change the errno that this one is to read.
        _ = ZmqNative.Errno();
        return handle;
    }
}
