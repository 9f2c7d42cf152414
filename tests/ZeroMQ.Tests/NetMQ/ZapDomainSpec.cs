using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.NetMQ;

/// <summary>NetMQ asks nobody who connects, and says so.</summary>
public sealed class ZapDomainSpec : SocketsTest
{
    [Fact]
    public void A_zap_domain_is_refused()
    {
        var socket = Socket(ZmqSocketType.Pull);

        Assert.Equal("ENOTSUP", Assert.Throws<ZmqException>(() => socket.ZapDomain = "tapedeck").ErrorName);
        Assert.Equal("", socket.ZapDomain);
    }
}
