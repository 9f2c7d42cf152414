using System.Runtime.InteropServices;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// Frames in and out.
public sealed unsafe partial class ZmqSocket
{
    /// <summary>
    /// Receives the next frame if there is one now. Allocates nothing. On false the message is empty.
    /// Frames of one multipart message arrive together: after <see cref="ZmqMessage.More"/> the next one is there.
    /// </summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    public bool TryReceive(ZmqMessage message)
    {
        int errno;
        while ((errno = message.ReceiveFrom(_handle, ZmqNative.DontWait)) != 0)
            if (WouldBlock("receive", errno))
                return false;
        return true;
    }

    /// <summary>
    /// Receives the next frame, waiting for it up to <paramref name="timeout"/>, in steps of a millisecond.
    /// </summary>
    /// <param name="message">Holds the frame afterwards; empty on false.</param>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> waits without an end.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down, also while waiting.</exception>
    public bool TryReceive(ZmqMessage message, TimeSpan timeout)
    {
        if (TryReceive(message))
            return true;
        var deadline = Deadline.After(timeout);
        while (Poll(ZmqPollEvents.Readable, deadline) != ZmqPollEvents.None)
            if (TryReceive(message))
                return true;
        return false;
    }

    /// <summary>
    /// Sends a copy of a frame if there is room now; false where every peer is at its high-water mark, or none is
    /// connected yet; of room made by a peer it learns up to a millisecond late. A PUB always has room and drops; so
    /// does a ROUTER that is not <see cref="RouterMandatory"/>.
    /// </summary>
    /// <param name="frame">May be empty.</param>
    /// <param name="more">True if another frame of the same message follows; it leaves with the last one.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    /// <exception cref="ZmqException">The ROUTER does not know the peer (EHOSTUNREACH), or the pattern
    /// never sends (ENOTSUP).</exception>
    public bool TrySend(ReadOnlySpan<byte> frame, bool more = false) =>
        TrySend(frame, ZmqNative.DontWait | (more ? ZmqNative.SendMore : 0));

    /// <inheritdoc cref="TrySend(ReadOnlySpan{byte}, bool)"/>
    /// <param name="frame">May be empty.</param>
    /// <param name="timeout">How long to wait for room; <see cref="Timeout.InfiniteTimeSpan"/> without an end.</param>
    /// <param name="more">True if another frame of the same message follows.</param>
    public bool TrySend(ReadOnlySpan<byte> frame, TimeSpan timeout, bool more = false)
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

    /// <summary>Sends a copy of a frame, waiting for room without an end.</summary>
    /// <inheritdoc cref="TrySend(ReadOnlySpan{byte}, bool)"/>
    public void Send(ReadOnlySpan<byte> frame, bool more = false) => TrySend(frame, Timeout.InfiniteTimeSpan, more);

    /// <summary>
    /// Waits until one of <paramref name="events"/> holds; the ones that do, or none after the time-out.
    /// </summary>
    /// <param name="events">What to wait for.</param>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> waits without an end, zero not at all.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down, also while waiting.</exception>
    public ZmqPollEvents Poll(ZmqPollEvents events, TimeSpan timeout) =>
        Poll(events, Deadline.After(timeout));

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
        var item = new PollItem(_handle, events);
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
