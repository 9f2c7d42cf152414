using System.Runtime.InteropServices;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// The texts of zmq_strerror(3).
internal static partial class ZmqErrno
{
    internal static unsafe string Describe(int errno) =>
        Marshal.PtrToStringUTF8((nint)ZmqNative.DescribeError(errno)) ?? "unknown error";
}
