using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;
using static Tapedeck.Security.ZapProtocol;

namespace Tapedeck.Tests.Security;

/// <summary>A secured recording port and its clients, on real sockets.</summary>
public sealed class ZapActorSpec : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Keys _keys = new();
    private readonly ManualClock _clock = new();
    private readonly ZmqContext _context = new();
    private readonly List<ZmqSocket> _sockets = [];
    private readonly ZmqMessage _message = new();
    private readonly SocketSecurity _security;
    private readonly ZmqSocket _pull;
    private readonly CurveKeyPair _claude;

    public ZapActorSpec()
    {
        _claude = _keys.Allow("claude_code");
        _security = _keys.Load();
        _pull = Socket(ZmqSocketType.Pull);
        _security.SecureBound(_pull, "push");
        _pull.Bind("tcp://127.0.0.1:*");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var socket in _sockets)
            socket.Dispose();
        _security.Dispose();
        _message.Dispose();
        _context.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public void A_client_with_an_allowed_key_is_heard_under_the_name_of_its_file()
    {
        var zap = Started();

        Client(_claude).Send("in confidence"u8);

        AssertHeard("in confidence", "claude_code");
        Assert.Equal(new ZapSnapshot(1, 0, null), Status(zap));
    }

    [Fact]
    public void A_key_that_is_not_in_the_folder_is_refused_with_the_reason()
    {
        var zap = Started();
        var stranger = CurveKeyPair.Generate();

        Client(stranger).TrySend("unheard"u8);

        AwaitRefusal(zap, $"127.0.0.1: the key {stranger.PublicKey} is none of those in {_keys.ClientsFolder}");
        AssertUnheard();
    }

    [Fact]
    public void A_client_that_knows_another_key_for_the_node_is_refused()
    {
        var zap = Started();

        Client(_claude, serverKey: CurveKeyPair.Generate().PublicKey).TrySend("unheard"u8);

        AwaitRefusal(zap, "push: a client has another key for this node than its own");
        AssertUnheard();
    }

    [Fact]
    public void A_client_without_a_key_is_refused()
    {
        var zap = Started();
        var plain = Socket(ZmqSocketType.Push);
        plain.Connect(_pull.LastEndpoint);

        plain.TrySend("unheard"u8);

        // Its connection breaks too, which may be reported after that.
        AwaitAssert(() => Assert.NotEqual(0, Status(zap).Refused), Patience);
        AssertUnheard();
    }

    [Fact]
    public void A_key_that_is_added_counts_without_a_restart()
    {
        var zap = Started();
        Client(CurveKeyPair.Generate()).TrySend("unheard"u8);
        AwaitAssert(() => Assert.Equal(1, Status(zap).Refused), Patience);

        var gemini = _keys.Allow("gemini_cli");
        _clock.Advance(Second);
        Client(gemini).Send("heard"u8);

        AssertHeard("heard", "gemini_cli");
    }

    [Fact]
    public void A_key_that_is_withdrawn_makes_no_new_connection()
    {
        var zap = Started();
        var connected = Client(_claude);
        connected.Send("before"u8);
        AssertHeard("before", "claude_code");

        _keys.Withdraw("claude_code");
        _clock.Advance(Second);
        Client(_claude).TrySend("unheard"u8);

        AwaitRefusal(zap, "is none of those in");
        connected.Send("the connection that is up stays"u8);
        AssertHeard("the connection that is up stays", "claude_code");
        AssertUnheard();
    }

    [Fact]
    public void Garbage_harms_nobody()
    {
        var zap = Started();
        var endpoint = IPEndPoint.Parse(_pull.LastEndpoint["tcp://".Length..]);
        var random = new Random(4);
        byte[] greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0, .. "CURVE"u8, .. new byte[47]];
        foreach (var prefix in new byte[][] { [], "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), greeting[..30], greeting })
        {
            using var client = new TcpClient();
            client.Connect(endpoint);
            var garbage = new byte[2_000];
            random.NextBytes(garbage);
            client.GetStream().Write([.. prefix, .. garbage]);
        }

        Client(_claude).Send("in confidence"u8);

        AssertHeard("in confidence", "claude_code");
        AwaitAssert(() => Assert.NotEqual(0, Status(zap).Refused), Patience);
        Assert.Equal(1, Status(zap).Accepted);
    }

    [Fact]
    public void A_flood_of_bad_handshakes_does_not_disturb_who_is_connected_or_connects()
    {
        const int Strangers = 150;
        var zap = Started();
        var good = Client(_claude);
        for (var i = 0; i < Strangers; i++)
        {
            Client(CurveKeyPair.Generate()).TrySend("unheard"u8);
            good.Send(Encoding.UTF8.GetBytes($"{i}"));
        }

        var late = Client(_claude);
        for (var i = 0; i < Strangers; i++)
            AssertHeard($"{i}", "claude_code");
        late.Send("late"u8);
        AssertHeard("late", "claude_code");

        AwaitAssert(() => Assert.Equal((2L, (long)Strangers), (Status(zap).Accepted, Status(zap).Refused)), Patience);
        AssertUnheard();
    }

    [Fact]
    public void While_nobody_answers_nobody_is_let_in()
    {
        Client(_claude).TrySend("unheard"u8);

        AwaitCondition(() => _security.TakeFailures().Any(), Patience);
        AssertUnheard();
    }

    [Fact]
    public void A_successor_takes_over_at_once()
    {
        var first = Started();
        Sys.ActorOf(Zap()).Tell(Start.Instance, TestActor);
        Assert.Contains("EADDRINUSE", ExpectMsg<Status.Failure>().Cause.Message, StringComparison.Ordinal);
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first, Patience);

        Started();

        Client(_claude).Send("heard"u8);
        AssertHeard("heard", "claude_code");
    }

    [Fact]
    public void A_socket_that_was_bound_anew_is_as_secure()
    {
        var zap = Started();
        var endpoint = _pull.LastEndpoint;
        _pull.Dispose();
        var anew = Socket(ZmqSocketType.Pull);
        _security.SecureBound(anew, "anew");
        AwaitAssert(() => anew.Bind(endpoint), Patience);
        var plain = Socket(ZmqSocketType.Push);

        plain.Connect(endpoint);

        AwaitAssert(() => Assert.StartsWith("anew: ", Status(zap).LastRefusal, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public void The_tap_shows_the_nodes_own_key_to_a_broker_that_asks_for_one()
    {
        var broker = CurveKeyPair.Generate();
        CurveCertificate.Save(broker, _keys.ClientsFolder, "broker");
        using var security = _keys.Load(
            ("tapedeck.ingest.tap.connect", "tcp://127.0.0.1:1"),
            ("tapedeck.ingest.tap.server-key", Path.Combine(_keys.ClientsFolder, "broker.key")));
        var xpub = Socket(ZmqSocketType.XPub);
        (xpub.CurveServer, xpub.CurveSecretKey) = (true, broker.SecretKey);
        xpub.Bind("tcp://127.0.0.1:*");
        var tap = Socket(ZmqSocketType.Sub);
        security.SecureTap(tap);
        tap.Subscribe([]);
        tap.Connect(xpub.LastEndpoint);

        Assert.True(xpub.TryReceive(_message, Patience));
        xpub.Send("topic"u8);

        Assert.True(tap.TryReceive(_message, Patience));
        Assert.Equal(_keys.Node.PublicKey, tap.CurvePublicKey);
    }

    private Props Zap() => Props.Create(() => new ZapActor(
        _security, _context, new ZapCounters(), _clock, NullLogger.Instance)).WithDispatcher("pinned-dispatcher");

    private IActorRef Started()
    {
        var zap = Sys.ActorOf(Zap());
        zap.Tell(Start.Instance, TestActor);
        ExpectMsg<Started>();
        return zap;
    }

    private ZapSnapshot Status(IActorRef zap)
    {
        zap.Tell(GetZapStatus.Instance, TestActor);
        return ExpectMsg<ZapSnapshot>(Patience);
    }

    private void AwaitRefusal(IActorRef zap, string reason) => AwaitAssert(
        () => Assert.Contains(reason, Status(zap).LastRefusal, StringComparison.Ordinal), Patience);

    private void AssertHeard(string text, string from)
    {
        Assert.True(_pull.TryReceive(_message, Patience));
        Assert.Equal((text, from), (Encoding.UTF8.GetString(_message.Data), _message.UserId));
    }

    private void AssertUnheard() => Assert.False(_pull.TryReceive(_message));

    private ZmqSocket Client(CurveKeyPair keys, string? serverKey = null)
    {
        var push = Socket(ZmqSocketType.Push);
        (push.CurvePublicKey, push.CurveSecretKey) = (keys.PublicKey, keys.SecretKey);
        push.CurveServerKey = serverKey ?? _keys.Node.PublicKey;
        push.Connect(_pull.LastEndpoint);
        return push;
    }

    private ZmqSocket Socket(ZmqSocketType type)
    {
        var socket = _context.CreateSocket(type);
        socket.Linger = TimeSpan.Zero;
        _sockets.Add(socket);
        return socket;
    }
}
