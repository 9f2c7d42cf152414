using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class OptionSpec : SocketsTest
{
    [Fact]
    public void A_new_socket_has_the_documented_defaults()
    {
        using var socket = Context.CreateSocket(ZmqSocketType.Dealer);

        Assert.Equal(1000, socket.SendHighWaterMark);
        Assert.Equal(1000, socket.ReceiveHighWaterMark);
        Assert.Equal(-1, socket.MaxMessageSize);
        Assert.Equal(-1, socket.SendBufferSize);
        Assert.Equal(-1, socket.ReceiveBufferSize);
        Assert.Equal(Timeout.InfiniteTimeSpan, socket.Linger);
        Assert.Equal(TimeSpan.Zero, socket.HeartbeatInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, socket.HeartbeatTimeout);
        Assert.Equal(TimeSpan.Zero, socket.HeartbeatTimeToLive);
        Assert.Null(socket.TcpKeepAlive);
        Assert.False(socket.Ipv6);
        Assert.False(socket.Immediate);
        Assert.True(socket.RoutingId.IsEmpty);
        Assert.False(socket.CurveServer);
    }

    [Fact]
    public void An_option_reads_as_it_was_set()
    {
        var keys = CurveKeyPair.Generate();
        var socket = Socket(ZmqSocketType.Dealer);

        socket.SendHighWaterMark = 7;
        socket.ReceiveHighWaterMark = 8;
        socket.MaxMessageSize = 5_000_000_000;
        socket.SendBufferSize = 65536;
        socket.ReceiveBufferSize = 131072;
        socket.Linger = TimeSpan.FromSeconds(2);
        socket.HeartbeatInterval = TimeSpan.FromSeconds(1);
        socket.HeartbeatTimeout = TimeSpan.FromSeconds(3);
        socket.HeartbeatTimeToLive = TimeSpan.FromSeconds(6.5);
        socket.TcpKeepAlive = true;
        socket.Ipv6 = true;
        socket.Immediate = true;
        socket.RoutingId = "agent"u8;
        socket.CurvePublicKey = keys.PublicKey;
        socket.CurveSecretKey = keys.SecretKey;
        socket.CurveServerKey = keys.PublicKey;

        Assert.Equal(7, socket.SendHighWaterMark);
        Assert.Equal(8, socket.ReceiveHighWaterMark);
        Assert.Equal(5_000_000_000, socket.MaxMessageSize);
        Assert.Equal(65536, socket.SendBufferSize);
        Assert.Equal(131072, socket.ReceiveBufferSize);
        Assert.Equal(TimeSpan.FromSeconds(2), socket.Linger);
        Assert.Equal(TimeSpan.FromSeconds(1), socket.HeartbeatInterval);
        Assert.Equal(TimeSpan.FromSeconds(3), socket.HeartbeatTimeout);
        Assert.Equal(TimeSpan.FromSeconds(6.5), socket.HeartbeatTimeToLive);
        Assert.True(socket.TcpKeepAlive);
        Assert.True(socket.Ipv6);
        Assert.True(socket.Immediate);
        Assert.True(socket.RoutingId.SequenceEqual("agent"u8));
        Assert.Equal(keys.PublicKey, socket.CurvePublicKey);
        Assert.Equal(keys.SecretKey, socket.CurveSecretKey);
        Assert.Equal(keys.PublicKey, socket.CurveServerKey);
    }

    [Fact]
    public void A_refused_value_is_named_with_the_reason()
    {
        var socket = Socket(ZmqSocketType.Pull);

        var refused = Assert.Throws<ZmqException>(() => socket.ReceiveHighWaterMark = -5);

        Assert.Equal(
            "cannot set ReceiveHighWaterMark of a Pull socket to -5: Invalid argument (EINVAL)",
            refused.Message);
    }

    [Fact]
    public void A_refused_key_is_not_repeated_in_the_message()
    {
        var socket = Socket(ZmqSocketType.Pull);

        var refused = Assert.Throws<ZmqException>(() => socket.CurveSecretKey = "half-a-secret");

        Assert.DoesNotContain("half-a-secret", refused.Message);
    }
}
