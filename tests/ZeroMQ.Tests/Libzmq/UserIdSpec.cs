using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Libzmq;

/// <summary>The name that a ZAP handler gives to a peer; NetMQ asks none.</summary>
public sealed class UserIdSpec : SocketsTest
{
    [Fact]
    public void Each_frame_says_who_sent_it()
    {
        var zap = Socket(ZmqSocketType.Router);
        zap.Bind("inproc://zeromq.zap.01");
        var (server, client) = (CurveKeyPair.Generate(), CurveKeyPair.Generate());
        var router = Socket(ZmqSocketType.Router);
        (router.CurveServer, router.CurveSecretKey, router.ZapDomain) = (true, server.SecretKey, "tapedeck");
        router.Bind("tcp://127.0.0.1:*");
        var dealer = Socket(ZmqSocketType.Dealer);
        (dealer.CurvePublicKey, dealer.CurveSecretKey, dealer.CurveServerKey) =
            (client.PublicKey, client.SecretKey, server.PublicKey);
        dealer.Connect(router.LastEndpoint);

        var asked = ReceiveBytes(zap);
        Assert.Equal(client.PublicKey, Z85.Encode(asked[^1]));
        foreach (var frame in asked[..4])
            zap.Send(frame, more: true);
        Send(zap, "200", "OK", "claude_code", "");
        Send(dealer, "HELLO", "claude_code/1");

        using var message = new ZmqMessage();
        Assert.True(router.TryReceive(message, Patience)); // the routing id
        for (var i = 0; i < 2; i++)
        {
            Assert.True(router.TryReceive(message, Patience));
            Assert.Equal("claude_code", message.UserId);
        }

        message.Dispose();
        Assert.Throws<ObjectDisposedException>(() => message.UserId);
    }

    private static List<byte[]> ReceiveBytes(ZmqSocket socket)
    {
        using var message = new ZmqMessage();
        var frames = new List<byte[]>();
        do
        {
            Assert.True(socket.TryReceive(message, Patience));
            frames.Add(message.Data.ToArray());
        }
        while (message.More);
        return frames;
    }
}
