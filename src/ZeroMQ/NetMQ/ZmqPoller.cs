using NetMQ;

namespace Tapedeck.ZeroMQ;

// NetMQ's selector, with items that are kept.
public sealed partial class ZmqPoller
{
    private readonly NetMQSelector _selector = new();
    private NetMQSelector.Item[] _items = [];

    private partial void Prepare() => _items =
        [.. _sockets.Select(socket => new NetMQSelector.Item(socket.Socket, PollEvents.PollIn))];

    private partial bool WaitForAny(Deadline deadline)
    {
        while (true)
        {
            ThrowIfEnded();
            bool isReady;
            try
            {
                isReady = _selector.Select(_items, _items.Length, (long)NetMQWait.Next(deadline).TotalMilliseconds);
            }
            catch (Exception refusal) when (NetMQErrors.IsRefusal(refusal))
            {
                throw ZmqException.Of($"wait on {_items.Length} sockets", NetMQErrors.NumberOf(refusal));
            }

            ThrowIfEnded();
            if (isReady || deadline.HasPassed)
                return isReady;
        }
    }

    private void ThrowIfEnded()
    {
        foreach (var socket in _sockets)
            socket.ThrowIfEnded("wait");
    }
}
