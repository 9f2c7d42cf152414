using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Tapedeck.ZeroMQ.Native;

/// <summary>
/// The functions of zmq.h this binding calls, with its names and types. <see cref="ZmqLibrary.EnsureLoaded"/> comes
/// before the first call. None is marked SuppressGCTransition, though that saves 4 of a call's 8 ns: the compiler then
/// binds the library while it compiles the caller, before EnsureLoaded has found it under the name it has here.
/// </summary>
internal static unsafe partial class ZmqNative
{
    internal const string Library = "libzmq";

    /// <summary>sizeof(zmq_msg_t) in every libzmq 4.x.</summary>
    internal const int MessageSize = 64;

    internal const int DontWait = 1;
    internal const int SendMore = 2;

    // libzmq keeps errno of its own C runtime, which on Windows is not the one .NET reads: SetLastError cannot serve.
    [LibraryImport(Library, EntryPoint = "zmq_errno")]
    internal static partial int Errno();

    [LibraryImport(Library, EntryPoint = "zmq_strerror")]
    internal static partial byte* DescribeError(int errno);

    [LibraryImport(Library, EntryPoint = "zmq_ctx_new")]
    internal static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "zmq_ctx_set")]
    internal static partial int SetContextOption(nint context, int option, int value);

    [LibraryImport(Library, EntryPoint = "zmq_ctx_shutdown")]
    internal static partial int ShutdownContext(nint context);

    [LibraryImport(Library, EntryPoint = "zmq_ctx_term")]
    internal static partial int TerminateContext(nint context);

    [LibraryImport(Library, EntryPoint = "zmq_socket")]
    internal static partial nint NewSocket(nint context, int type);

    [LibraryImport(Library, EntryPoint = "zmq_close")]
    internal static partial int CloseSocket(nint socket);

    [LibraryImport(Library, EntryPoint = "zmq_bind")]
    internal static partial int Bind(nint socket, byte* endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_unbind")]
    internal static partial int Unbind(nint socket, byte* endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_connect")]
    internal static partial int Connect(nint socket, byte* endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_disconnect")]
    internal static partial int Disconnect(nint socket, byte* endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_setsockopt")]
    internal static partial int SetOption(nint socket, int option, void* value, nuint length);

    [LibraryImport(Library, EntryPoint = "zmq_getsockopt")]
    internal static partial int GetOption(nint socket, int option, void* value, nuint* length);

    [LibraryImport(Library, EntryPoint = "zmq_send")]
    internal static partial int Send(nint socket, byte* data, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_poll")]
    internal static partial int Poll(void* items, int count, CLong timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "zmq_socket_monitor")]
    internal static partial int MonitorSocket(nint socket, byte* endpoint, int events);

    [LibraryImport(Library, EntryPoint = "zmq_msg_init")]
    internal static partial int InitializeMessage(byte* message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_recv")]
    internal static partial int ReceiveMessage(byte* message, nint socket, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_send")]
    internal static partial int SendMessage(byte* message, nint socket, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_gets")]
    internal static partial byte* MessageProperty(byte* message, byte* property);

    [LibraryImport(Library, EntryPoint = "zmq_msg_data")]
    internal static partial byte* MessageData(byte* message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_more")]
    internal static partial int MessageMore(byte* message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_close")]
    internal static partial int CloseMessage(byte* message);

    [LibraryImport(Library, EntryPoint = "zmq_curve_keypair")]
    internal static partial int NewCurveKeyPair(byte* publicKey, byte* secretKey);
}
