using System.Runtime.InteropServices;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// One received frame, where libzmq put it: a zmq_msg_t of 64 bytes outside the managed heap. Make one a reader and
/// receive into it again and again; no receive allocates on the managed heap. Used from one thread at a time.
/// </summary>
public sealed unsafe class ZmqMessage : IDisposable
{
    private byte* _message;
    private int _length;

    /// <summary>An empty frame. Without <see cref="Dispose"/> its memory outlives it.</summary>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public ZmqMessage()
    {
        ZmqLibrary.EnsureLoaded();
        _message = (byte*)NativeMemory.AlignedAlloc(ZmqNative.MessageSize, ZmqNative.MessageSize);
        _ = ZmqNative.InitializeMessage(_message);
    }

    /// <summary>
    /// The frame's bytes, not copied: they are valid until the next receive into this message, whether that yields a
    /// frame or not, or until it is disposed. Of a frame over 2,147,483,647 bytes, its first that many: see
    /// <see cref="ZmqSocket.MaxMessageSize"/>.
    /// </summary>
    public ReadOnlySpan<byte> Data => _length == 0 ? default : new(ZmqNative.MessageData(Pointer), _length);

    /// <summary>The frame's length in bytes; 0 before the first receive and after one that yielded nothing.</summary>
    public int Length => _length;

    /// <summary>True if this frame is followed by another of the same multipart message.</summary>
    public bool More => ZmqNative.MessageMore(Pointer) != 0;

    /// <summary>Frees the frame and its memory.</summary>
    public void Dispose()
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
        if (length >= 0)
        {
            _length = length;
            return 0;
        }
        var errno = ZmqNative.Errno();
        _length = 0;
        return errno;
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
