using NetMQ;

namespace Tapedeck.ZeroMQ;

// Frames in and out of NetMQ.
public sealed partial class ZmqSocket
{
    public partial bool TryReceive(ZmqMessage message) => TryReceiveWithin(message, TimeSpan.Zero);

    public partial bool TryReceive(ZmqMessage message, TimeSpan timeout)
    {
        if (TryReceiveWithin(message, TimeSpan.Zero))
            return true;
        var deadline = Deadline.After(timeout);
        while (!deadline.HasPassed)
            if (TryReceiveWithin(message, NetMQWait.Next(deadline)))
                return true;
        return false;
    }

    public partial bool TrySend(ReadOnlySpan<byte> frame, bool more) => TrySendWithin(frame, TimeSpan.Zero, more);

    public partial bool TrySend(ReadOnlySpan<byte> frame, TimeSpan timeout, bool more)
    {
        if (TrySendWithin(frame, TimeSpan.Zero, more))
            return true;
        var deadline = Deadline.After(timeout);
        while (!deadline.HasPassed)
            if (TrySendWithin(frame, NetMQWait.Next(deadline), more))
                return true;
        return false;
    }

    public partial bool TrySend(ZmqMessage message, bool more)
    {
        ref var frame = ref message.Frame;
        var wasMore = frame.HasMore;
        if (TrySendWithin(ref frame, TimeSpan.Zero, more))
            return true;

        // NetMQ marks a frame as it is to be sent, also if it then is not.
        if (wasMore)
            frame.SetFlags(MsgFlags.More);
        else
            frame.ResetFlags(MsgFlags.More);
        return false;
    }

    public partial void Send(ReadOnlySpan<byte> frame, bool more) => TrySend(frame, Timeout.InfiniteTimeSpan, more);

    public partial ZmqPollEvents Poll(ZmqPollEvents events, TimeSpan timeout)
    {
        const string Operation = "wait";
        var deadline = Deadline.After(timeout);
        while (true)
        {
            ThrowIfEnded(Operation);
            var ready = (ZmqPollEvents)_socket.Poll((PollEvents)events, NetMQWait.Next(deadline)) & events;
            ThrowIfEnded(Operation);
            if (ready != ZmqPollEvents.None || deadline.HasPassed)
                return ready;
        }
    }

    private bool TryReceiveWithin(ZmqMessage message, TimeSpan wait)
    {
        const string Operation = "receive";
        ThrowIfEnded(Operation);
        try
        {
            return _socket.TryReceive(ref message.Frame, wait);
        }
        catch (Exception refusal) when (NetMQErrors.IsRefusal(refusal))
        {
            throw Refused(Operation, refusal);
        }
    }

    private bool TrySendWithin(ReadOnlySpan<byte> frame, TimeSpan wait, bool more)
    {
        var message = new Msg();
        message.InitPool(frame.Length);
        frame.CopyTo(message.Slice());
        try
        {
            return TrySendWithin(ref message, wait, more);
        }
        finally
        {
            if (message.IsInitialised)
                message.Close();
        }
    }

    private bool TrySendWithin(ref Msg message, TimeSpan wait, bool more)
    {
        const string Operation = "send";
        ThrowIfEnded(Operation);
        try
        {
            return _socket.TrySend(ref message, wait, more);
        }
        catch (Exception refusal) when (NetMQErrors.IsRefusal(refusal))
        {
            throw Refused(Operation, refusal);
        }
    }

    private ZmqException Refused(string operation, Exception refusal) =>
        ZmqException.Of($"{operation} on a {this}", NetMQErrors.NumberOf(refusal));
}
