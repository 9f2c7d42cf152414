using System.Runtime.InteropServices;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// zmq_poll(3), with items that are kept.
public sealed unsafe partial class ZmqPoller
{
    private byte[] _items = [];

    private partial void Prepare() => _items = new byte[_sockets.Length * PollItem.Stride];

    private partial bool WaitForAny(Deadline deadline)
    {
        for (var i = 0; i < _sockets.Length; i++)
        {
            var item = new PollItem(_sockets[i].Handle, ZmqPollEvents.Readable);
            new ReadOnlySpan<byte>(&item, PollItem.Stride).CopyTo(_items.AsSpan(i * PollItem.Stride));
        }

        fixed (byte* items = _items)
            while (true)
            {
                var ready = ZmqNative.Poll(items, _sockets.Length, new CLong(deadline.RemainingMilliseconds));
                if (ready > 0)
                    return true;
                var errno = ready == 0 ? 0 : ZmqNative.Errno();
                if (errno is not (0 or ZmqErrno.Interrupted))
                    throw ZmqException.Of($"wait on {_sockets.Length} sockets", errno);
                if (errno == 0 && deadline.HasPassed)
                    return false;
            }
    }
}
