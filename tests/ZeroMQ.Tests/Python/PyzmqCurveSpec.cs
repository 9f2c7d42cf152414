using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Python;

public sealed class PyzmqCurveSpec : SocketsTest
{
    private const string Client = """
        import sys, zmq
        s = zmq.Context().socket(zmq.PUSH)
        s.curve_publickey, s.curve_secretkey = zmq.curve_keypair()
        s.curve_serverkey = sys.argv[2].encode()
        s.connect(sys.argv[1]); s.send(b"in confidence"); sys.stdin.read()
        """;

    private const string Server = """
        import sys, zmq
        s = zmq.Context().socket(zmq.PULL)
        s.curve_server = True; s.curve_secretkey = sys.argv[1].encode(); s.rcvtimeo = 20000
        s.bind("tcp://127.0.0.1:*"); print(s.last_endpoint.decode(), flush=True)
        assert s.recv() == b"in confidence"
        """;

    private readonly CurveKeyPair _server = CurveKeyPair.Generate();

    [PyzmqFact]
    public async Task A_python_client_that_knows_the_servers_key_is_heard()
    {
        var pull = Socket(ZmqSocketType.Pull);
        pull.CurveServer = true;
        pull.CurveSecretKey = _server.SecretKey;
        pull.Bind("tcp://127.0.0.1:*");
        using var python = Pyzmq.Run(Client, pull.LastEndpoint, _server.PublicKey);

        Assert.Equal(["in confidence"], Receive(pull));
        python.StandardInput.Close();
        await Pyzmq.AssertDone(python, Patience);
    }

    [PyzmqFact]
    public async Task A_python_server_hears_a_client_that_knows_its_key()
    {
        using var python = Pyzmq.Run(Server, _server.SecretKey);
        var keys = CurveKeyPair.Generate();
        var push = Socket(ZmqSocketType.Push);
        push.CurvePublicKey = keys.PublicKey;
        push.CurveSecretKey = keys.SecretKey;
        push.CurveServerKey = _server.PublicKey;
        push.Connect((await python.StandardOutput.ReadLineAsync())!);

        Send(push, "in confidence");

        await Pyzmq.AssertDone(python, Patience);
    }
}
