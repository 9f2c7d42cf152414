namespace Tapedeck.ZeroMQ;

/// <summary>
/// The error numbers of ZeroMQ. POSIX names have other numbers on each system; ZeroMQ's own are the same everywhere
/// (zmq.h: ZMQ_HAUSNUMERO and the constants after it).
/// </summary>
internal static partial class ZmqErrno
{
    private const int Hausnumero = 156384712;

    private static readonly (string Name, int Linux, int MacOS, int Windows)[] Known =
    [
        ("ENOENT", 2, 2, 2),
        ("EINTR", 4, 4, 4),
        ("EAGAIN", 11, 35, 11),
        ("ENOMEM", 12, 12, 12),
        ("EACCES", 13, 13, 13),
        ("EFAULT", 14, 14, 14),
        ("ENODEV", 19, 19, 19),
        ("EINVAL", 22, 22, 22),
        ("EMFILE", 24, 24, 24),
        ("ENAMETOOLONG", 36, 63, 38),
        ("ENOTSOCK", 88, 38, 128),
        ("EMSGSIZE", 90, 40, 115),
        ("EPROTONOSUPPORT", 93, 43, 135),
        ("ENOTSUP", 95, 45, 129),
        ("EADDRINUSE", 98, 48, 100),
        ("EADDRNOTAVAIL", 99, 49, 101),
        ("EHOSTUNREACH", 113, 65, 110),
        ("EFSM", Hausnumero + 51, Hausnumero + 51, Hausnumero + 51),
        ("ENOCOMPATPROTO", Hausnumero + 52, Hausnumero + 52, Hausnumero + 52),
        ("ETERM", Terminated, Terminated, Terminated),
        ("EMTHREAD", Hausnumero + 54, Hausnumero + 54, Hausnumero + 54),
    ];

    internal const int Interrupted = 4;
    internal const int Terminated = Hausnumero + 53;

    /// <summary>EAGAIN: nothing to receive, or no room to send, now.</summary>
    internal static readonly int Again = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>
    /// The name in errno.h or zmq.h, for example <c>EADDRINUSE</c>; <c>errno 77</c> for one not listed.
    /// </summary>
    internal static string NameOf(int errno)
    {
        foreach (var (name, linux, macOS, windows) in Known)
            if (errno == (OperatingSystem.IsWindows() ? windows : OperatingSystem.IsMacOS() ? macOS : linux))
                return name;
        return $"errno {errno}";
    }
}
