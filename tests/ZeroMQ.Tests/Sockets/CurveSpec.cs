using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class CurveSpec : SocketsTest
{
    private readonly CurveKeyPair _server = CurveKeyPair.Generate();
    private readonly ZmqSocket _pull;

    public CurveSpec()
    {
        _pull = Socket(ZmqSocketType.Pull);
        _pull.CurveServer = true;
        _pull.CurveSecretKey = _server.SecretKey;
        _pull.Bind("tcp://127.0.0.1:*");
    }

    [Fact]
    public void A_client_that_knows_the_servers_public_key_is_heard()
    {
        var push = Client(_server.PublicKey);
        push.Connect(_pull.LastEndpoint);
        Send(push, "in confidence");

        Assert.Equal(["in confidence"], Receive(_pull));
    }

    [Fact]
    public void A_client_without_keys_is_refused()
    {
        AssertRefused(Socket(ZmqSocketType.Push));
    }

    [Fact]
    public void A_client_with_another_servers_key_is_refused()
    {
        AssertRefused(Client(CurveKeyPair.Generate().PublicKey));
    }

    [Fact]
    public void A_key_pair_is_random_and_does_not_show_its_secret()
    {
        var keys = CurveKeyPair.Generate();

        Assert.NotEqual(_server, keys);
        Assert.Equal(40, keys.PublicKey.Length);
        Assert.Equal(40, keys.SecretKey.Length);
        Assert.DoesNotContain(keys.SecretKey, keys.ToString());
    }

    private ZmqSocket Client(string serverKey)
    {
        var keys = CurveKeyPair.Generate();
        var push = Socket(ZmqSocketType.Push);
        push.CurvePublicKey = keys.PublicKey;
        push.CurveSecretKey = keys.SecretKey;
        push.CurveServerKey = serverKey;
        return push;
    }

    private void AssertRefused(ZmqSocket push)
    {
        using var monitor = _pull.Monitor(ZmqMonitorEvents.Disconnected);
        push.Connect(_pull.LastEndpoint);
        Send(push, "unheard");

        Assert.True(monitor.TryReceive(out _, Patience));
        using var message = new ZmqMessage();
        Assert.False(_pull.TryReceive(message));
    }
}
