using NetMQ;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.NetMQ;

public sealed class EndpointNamesTests
{
    private readonly EndpointNames _names = new(context: 7);

    [Theory]
    [InlineData("tcp://127.0.0.1:*", "tcp://127.0.0.1:49152", "tcp://127.0.0.1:49152", "tcp://127.0.0.1:49152")]
    [InlineData("tcp://*:5557", "tcp://0.0.0.0:5557", "tcp://0.0.0.0:5557", "tcp://*:5557")]
    [InlineData("tcp://localhost:0", "tcp://127.0.0.1:49152", "tcp://127.0.0.1:49152", "tcp://localhost:49152")]
    [InlineData("tcp://[::1]:5557", "tcp://[InterNetworkV6]:5557", "tcp://[::1]:5557", "tcp://[::1]:5557")]
    [InlineData("inproc://name", "inproc://7.name", "inproc://name", "inproc://7.name")]
    public void An_endpoint_is_told_by_its_address_and_found_again_by_it(
        string endpoint, string reported, string last, string inNetMQ)
    {
        _names.Attached(endpoint, reported);

        Assert.Equal(last, _names.Last);
        Assert.Equal(inNetMQ, _names.Find(last));
    }

    [Fact]
    public void Ipc_is_refused_because_netmqs_is_another()
    {
        var refused = Assert.ThrowsAny<NetMQException>(() => _names.Translate("ipc:///run/recorder"));

        Assert.Equal(ErrorCode.ProtocolNotSupported, refused.ErrorCode);
    }
}
