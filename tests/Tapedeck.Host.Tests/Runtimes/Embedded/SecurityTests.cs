using System.Text;
using System.Text.Json;
using Tapedeck.Tests.Host.Support;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Host.Runtimes;

/// <summary>A node with keys as a user sets it up, and who can connect to it.</summary>
public sealed class SecurityTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();
    private readonly ZmqContext _context = new();
    private readonly List<ZmqSocket> _sockets = [];
    private readonly ZmqMessage _message = new();

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _message.Dispose();
        _context.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Only_clients_with_a_key_record_and_each_under_its_own_name()
    {
        await MakeKeysAsync("node", _folder.Path);
        await MakeKeysAsync("claude_code", _folder.File("clients"));
        var node = await HostProcess.StartNodeAsync(
            _folder.File("logs"),
            "--set", $"tapedeck.security.server-key={_folder.File("node.key_secret")}",
            "--set", $"tapedeck.security.clients={_folder.File("clients")}");
        await using var _ = node.Process;
        var claude = CurveCertificate.Load(_folder.File("clients/claude_code.key_secret"));

        Client(ZmqSocketType.Push, node.Push, claude).Send("""{"message_id":"pushed","from":"claude_code","content":"a"}"""u8);
        Client(ZmqSocketType.Push, node.Push, Stranger()).TrySend("""{"message_id":"forged","from":"x","content":"b"}"""u8);
        Client(ZmqSocketType.Push, node.Push, keys: null).TrySend("""{"message_id":"forged","from":"x","content":"c"}"""u8);

        var dealer = Client(ZmqSocketType.Dealer, node.Acknowledged, claude);
        Send(dealer, "HELLO", "gemini_cli");
        Assert.Equal(["REFUSED", "HELLO", "the key claude_code may not speak for gemini_cli"], Receive(dealer));
        Send(dealer, "HELLO", "claude_code/1");
        Assert.Equal(["WELCOME", "0"], Receive(dealer));
        Send(dealer, "RECORD", "1", """{"message_id":"acknowledged","from":"claude_code","content":"d"}""");
        Assert.Equal("STORED", Receive(dealer)[0]);

        var sub = Client(ZmqSocketType.Sub, node.Subscribe, claude);
        sub.Subscribe("gemini_cli"u8);
        var pub = Client(ZmqSocketType.Pub, node.Publish, claude);
        var published = 0;
        do
            Send(pub, "gemini_cli", $$"""{"message_id":"published-{{published++}}","from":"claude_code","content":"e"}""");
        while (!sub.TryReceive(_message, TimeSpan.FromMilliseconds(20)));

        var session = new Session(_folder.File("logs"));
        await Eventually.IsTrueAsync(() => session.CountLines() >= 3, "three events");
        await Eventually.IsTrueAsync(() => Keys().GetProperty("refused").GetInt64() >= 2, "two refusals");
        Assert.True(Keys().GetProperty("accepted").GetInt64() >= 4);
        Assert.DoesNotContain(session.Events(), line => line.GetProperty("Id").GetString() == "forged");

        JsonElement Keys()
        {
            using var client = new HttpClient();
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, $"{node.Http}/api/status"));
            return JsonElement.Parse(new StreamReader(answer.Content.ReadAsStream()).ReadToEnd()).GetProperty("keys");
        }
    }

    [Fact]
    public async Task A_key_file_that_is_not_there_is_named_before_anything_is_recorded()
    {
        await using var node = HostProcess.Start(
            ["node", "--logs", _folder.File("logs"), .. HostProcess.FreePorts,
             "--set", "tapedeck.security.server-key=/nowhere/node.key_secret", "--set", "tapedeck.security.clients=/nowhere"]);

        Assert.Equal(2, await node.ExitAsync());
        Assert.Contains("tapedeck.security.server-key: ", node.Errors, StringComparison.Ordinal);
        Assert.Contains("/nowhere/node.key_secret", node.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("logs")));
    }

    private static async Task MakeKeysAsync(string name, string folder)
    {
        await using var keygen = HostProcess.Start("keygen", name, "--out", folder);
        Assert.Equal(0, await keygen.ExitAsync());
    }

    private static CurveCertificate Stranger()
    {
        var keys = CurveKeyPair.Generate();
        return new CurveCertificate(keys.PublicKey, keys.SecretKey);
    }

    private ZmqSocket Client(ZmqSocketType type, string endpoint, CurveCertificate? keys)
    {
        var socket = _context.CreateSocket(type);
        _sockets.Add(socket);
        socket.Linger = TimeSpan.Zero;
        if (keys is not null)
        {
            (socket.CurvePublicKey, socket.CurveSecretKey) = (keys.PublicKey, keys.SecretKey!);
            socket.CurveServerKey = CurveCertificate.Load(_folder.File("node.key")).PublicKey;
        }

        socket.Connect(endpoint);
        return socket;
    }

    private static void Send(ZmqSocket socket, params string[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
            Assert.True(socket.TrySend(Encoding.UTF8.GetBytes(frames[i]), Patience, more: i < frames.Length - 1));
    }

    private List<string> Receive(ZmqSocket socket)
    {
        var frames = new List<string>();
        do
        {
            Assert.True(socket.TryReceive(_message, Patience));
            frames.Add(Encoding.UTF8.GetString(_message.Data));
        }
        while (_message.More);
        return frames;
    }
}
