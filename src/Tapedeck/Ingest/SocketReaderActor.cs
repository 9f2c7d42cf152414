using Microsoft.Extensions.Logging;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Ingest;

/// <summary>
/// Reads the recording port, a bound PULL, or the tap of somebody else's broker, a SUB that is connected to its XPUB and
/// subscribes to everything.
/// </summary>
internal sealed class SocketReaderActor(
    SocketReaderSettings settings, ZmqContext context, SocketSecurity? security, IActorRef enrichers, ReaderCounters counters,
    TimeProvider time, ILogger log)
    : ReaderActor(settings.Source, settings.MaxMessageSize, settings.InFlightLimit, enrichers, counters, time, log)
{
    private ZmqSocket? _socket;

    protected override IReadOnlyList<BoundEndpoint> Endpoints => [new BoundEndpoint(settings.Source, Endpoint)];

    private string Endpoint => _socket?.LastEndpoint ?? settings.Endpoint;

    protected override void Open()
    {
        _socket = context.CreateSocket(settings.IsTap ? ZmqSocketType.Sub : ZmqSocketType.Pull);
        _socket.ReceiveHighWaterMark = settings.HighWaterMark;
        _socket.MaxMessageSize = RefusedSize;
        try
        {
            if (settings.IsTap)
            {
                security?.SecureTap(_socket);
                _socket.Subscribe([]);
                _socket.Connect(settings.Endpoint);
            }
            else
            {
                security?.SecureBound(_socket, settings.Source);
                _socket.Bind(settings.Endpoint);
            }
        }
        catch (ZmqException failure)
        {
            throw SocketBindException.Of(failure, settings.ConfigPath);
        }
    }

    protected override bool TryRead()
    {
        if (!_socket!.TryReceive(Message, IdleWait))
            return false;
        do
        {
            Intake.Take(_socket, Message);
        }
        while (!Intake.IsFull && _socket.TryReceive(Message));
        return true;
    }

    protected override void Unbind()
    {
        if (!settings.IsTap)
            _socket!.Unbind(Endpoint);
    }

    protected override void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
