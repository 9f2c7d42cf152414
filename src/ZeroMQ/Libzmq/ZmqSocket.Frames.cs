using System.Runtime.InteropServices;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// Frames in and out.
public sealed unsafe partial class ZmqSocket
{
    public partial bool TryReceive(ZmqMessage message)
    {
        int errno;
        while ((errno = message.ReceiveFrom(_handle, ZmqNative.DontWait)) != 0)
            if (WouldBlock("receive", errno))
                return false;
        return true;
    }

    public partial bool TryReceive(ZmqMessage message, TimeSpan timeout)
    {
        if (TryReceive(message))
            return true;
        var deadline = Deadline.After(timeout);
        while (Poll(ZmqPollEvents.Readable, deadline) != ZmqPollEvents.None)
            if (TryReceive(message))
                return true;
        return false;
    }

    public partial bool TrySend(ReadOnlySpan<byte> frame, bool more) =>
        TrySend(frame, ZmqNative.DontWait | (more ? ZmqNative.SendMore : 0));

    public partial bool TrySend(ReadOnlySpan<byte> frame, TimeSpan timeout, bool more)
    {
        if (TrySend(frame, more))
            return true;
        var deadline = Deadline.After(timeout);
        while (true)
        {
            // Not by polling: a ROUTER always polls as writable, also while the one peer addressed has no room.
            var left = deadline.RemainingMilliseconds;
            SetInt(ZmqSocketOption.SendTimeout, left);
            if (TrySend(frame, more ? ZmqNative.SendMore : 0))
                return true;
            if (left >= 0 && deadline.HasPassed)
                return false;
        }
    }

    public partial void Send(ReadOnlySpan<byte> frame, bool more) => TrySend(frame, Timeout.InfiniteTimeSpan, more);

    public partial ZmqPollEvents Poll(ZmqPollEvents events, TimeSpan timeout) =>
        Poll(events, Deadline.After(timeout));

    public partial bool TrySend(ZmqMessage message, bool more)
    {
        int errno;
        while ((errno = message.SendTo(_handle, ZmqNative.DontWait | (more ? ZmqNative.SendMore : 0))) != 0)
            if (WouldBlock("send", errno))
                return false;
        return true;
    }

    private bool TrySend(ReadOnlySpan<byte> frame, int flags)
    {
        fixed (byte* data = frame)
            while (ZmqNative.Send(_handle, data, (nuint)frame.Length, flags) < 0)
                if (WouldBlock("send", ZmqNative.Errno()))
                    return false;
        return true;
    }

    private ZmqPollEvents Poll(ZmqPollEvents events, Deadline deadline)
    {
        var item = new PollItem(Handle, events);
        while (true)
        {
            var ready = ZmqNative.Poll(&item, 1, new CLong(deadline.RemainingMilliseconds));
            if (ready > 0)
                return item.Ready;
            if (ready == 0 ? deadline.HasPassed : WouldBlock("wait", ZmqNative.Errno()))
                return ZmqPollEvents.None;
        }
    }
}
