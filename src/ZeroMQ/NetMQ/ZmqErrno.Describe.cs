namespace Tapedeck.ZeroMQ;

// The texts of strerror(3) and zmq_strerror(3), the same on every system.
internal static partial class ZmqErrno
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["ENOENT"] = "No such file or directory",
        ["EACCES"] = "Permission denied",
        ["ENODEV"] = "No such device",
        ["EINVAL"] = "Invalid argument",
        ["EMFILE"] = "Too many open files",
        ["EPROTONOSUPPORT"] = "Protocol not supported",
        ["ENOTSUP"] = "Operation not supported",
        ["EADDRINUSE"] = "Address already in use",
        ["EADDRNOTAVAIL"] = "Cannot assign requested address",
        ["EHOSTUNREACH"] = "No route to host",
        ["EFSM"] = "Operation cannot be accomplished in current state",
        ["ETERM"] = "Context was terminated",
    };

    internal static string Describe(int errno) => Texts.GetValueOrDefault(NameOf(errno), "unknown error");

    /// <summary>The number on this system of a name that has one.</summary>
    internal static int NumberOf(string name)
    {
        var (_, linux, macOS, windows) = Array.Find(Known, known => known.Name == name);
        return OperatingSystem.IsWindows() ? windows : OperatingSystem.IsMacOS() ? macOS : linux;
    }
}
