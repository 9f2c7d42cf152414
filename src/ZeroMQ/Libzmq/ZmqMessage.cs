using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// A zmq_msg_t of 64 bytes outside the managed heap.
public sealed unsafe partial class ZmqMessage
{
    private byte* _message;
    private int _length;

    // libzmq clears the flag of a frame that it then does not send.
    private bool? _moreOfUnsent;

    public partial ZmqMessage()
    {
        ZmqLibrary.EnsureLoaded();
        _message = (byte*)NativeMemory.AlignedAlloc(ZmqNative.MessageSize, ZmqNative.MessageSize);
        _ = ZmqNative.InitializeMessage(_message);
    }

    public partial ReadOnlySpan<byte> Data => _length == 0 ? default : new(ZmqNative.MessageData(Pointer), _length);

    public partial int Length => _length;

    public partial bool More => _moreOfUnsent ?? ZmqNative.MessageMore(Pointer) != 0;

    public partial string? UserId
    {
        get
        {
            fixed (byte* property = "User-Id\0"u8)
                return Utf8StringMarshaller.ConvertToManaged(ZmqNative.MessageProperty(Pointer, property));
        }
    }

    public partial void Dispose()
    {
        if (_message == null)
            return;
        _ = ZmqNative.CloseMessage(_message);
        NativeMemory.AlignedFree(_message);
        _message = null;
        _length = 0;
    }

    /// <summary>
    /// zmq_msg_recv(3): 0 if a frame was received; otherwise the message is empty, and the errno returned.
    /// </summary>
    internal int ReceiveFrom(nint socket, int flags)
    {
        var length = ZmqNative.ReceiveMessage(Pointer, socket, flags);
        _moreOfUnsent = null;
        if (length >= 0)
        {
            _length = length;
            return 0;
        }
        var errno = ZmqNative.Errno();
        _length = 0;
        return errno;
    }

    /// <summary>
    /// zmq_msg_send(3): 0 if the frame was sent, and the message is empty; otherwise the errno.
    /// </summary>
    internal int SendTo(nint socket, int flags)
    {
        var more = More;
        if (ZmqNative.SendMessage(Pointer, socket, flags) < 0)
        {
            var errno = ZmqNative.Errno();
            _moreOfUnsent = more;
            return errno;
        }

        (_length, _moreOfUnsent) = (0, null);
        return 0;
    }

    private byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_message == null, this);
            return _message;
        }
    }
}
