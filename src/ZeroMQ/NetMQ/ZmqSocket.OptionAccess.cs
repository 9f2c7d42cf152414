using NetMQ;
using NetMQ.Sockets;

namespace Tapedeck.ZeroMQ;

// Access to the options of NetMQ.
public sealed partial class ZmqSocket
{
    private SocketOptions Options
    {
        get
        {
            ThrowIfEnded("read an option");
            return _socket.Options;
        }
    }

    private SubscriberSocket Subscriber =>
        _socket as SubscriberSocket ?? throw NetMQException.Create(ErrorCode.Invalid);

    // In NetMQ 0 is what -1 is in libzmq.
    private static int LeftToSystem(int size) => size == 0 ? -1 : size;

    private static bool IsTime(TimeSpan value) => value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan;

    /// <summary>Sets a valid value; a refused one is named in the exception.</summary>
    private void Set<T>(string option, T value, bool isValid, Action set) => Try(
        $"set {option} of a {this} to",
        $"{value}",
        isValid ? set : () => throw NetMQException.Create(ErrorCode.Invalid));
}
