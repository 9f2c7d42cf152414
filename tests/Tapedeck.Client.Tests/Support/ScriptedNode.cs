using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Client;

/// <summary>
/// The ROUTER of a node, of which a test plays each answer; no wait lasts longer than Patience. Used from one thread.
/// </summary>
internal sealed class ScriptedNode : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ZmqMessage _frame = new();
    private readonly KeyCheck? _check;
    private ZmqContext _context = new();
    private ZmqSocket _router;

    public ScriptedNode(KeyCheck? check = null)
    {
        _check = check;
        _check?.Answer(_context);
        _router = NewRouter("tcp://127.0.0.1:*");
        Endpoint = _router.LastEndpoint;
    }

    public string Endpoint { get; }

    /// <summary>Ends the node: connections, and what was sent and not read, are lost.</summary>
    public void Kill()
    {
        _router.Dispose();
        _context.Dispose();
    }

    /// <summary>A killed node comes back at its port, and knows nobody.</summary>
    public void Restart()
    {
        _context = new ZmqContext();
        _check?.Answer(_context);
        _router = NewRouter(Endpoint);
    }

    /// <summary>The next request.</summary>
    public Request Receive()
    {
        Assert.True(TryReceive(Patience, out var request), $"no request in {Patience}");
        return request;
    }

    public bool TryReceive(TimeSpan timeout, [NotNullWhen(true)] out Request? request)
    {
        request = null;
        if (!_router.TryReceive(_frame, timeout))
            return false;
        var peer = _frame.Data.ToArray();
        var frames = new List<string>();
        while (_frame.More && _router.TryReceive(_frame))
            frames.Add(Encoding.UTF8.GetString(_frame.Data));
        request = new Request(peer, [.. frames]);
        return true;
    }

    /// <summary>Reads a HELLO and answers it.</summary>
    public Request Welcome(long last, params string[] missing)
    {
        var hello = Receive();
        Assert.Equal("HELLO", hello.Frames[0]);
        Answer(hello, ["WELCOME", $"{last}", .. missing]);
        return hello;
    }

    /// <summary>Reads RECORDs up to and with a number; a HELLO that was sent again meanwhile is passed over.</summary>
    public List<Request> ReceiveUpTo(long number)
    {
        var records = new List<Request>();
        do
        {
            var request = Receive();
            if (request.Frames[0] != "HELLO")
                records.Add(request);
        }
        while (records.Count == 0 || records[^1].Number < number);
        return records;
    }

    public void Answer(Request to, params string[] frames)
    {
        Assert.True(_router.TrySend(to.Peer, Patience, more: true));
        for (var i = 0; i < frames.Length; i++)
            Assert.True(_router.TrySend(Encoding.UTF8.GetBytes(frames[i]), Patience, more: i < frames.Length - 1));
    }

    public void Store(Request record) => Answer(record, "STORED", $"{record.Number}", "1");

    public void Dispose()
    {
        Kill();
        _frame.Dispose();
    }

    private ZmqSocket NewRouter(string endpoint)
    {
        var router = _context.CreateSocket(ZmqSocketType.Router);
        router.Linger = TimeSpan.Zero;
        _check?.Guard(router);
        router.Bind(endpoint);
        return router;
    }

    internal sealed record Request(byte[] Peer, string[] Frames)
    {
        /// <summary>Of a RECORD.</summary>
        public long Number => Frames is ["RECORD", var number, _]
            ? long.Parse(number)
            : throw new InvalidOperationException($"no RECORD: {string.Join(' ', Frames)}");

        public JsonObject Payload => JsonNode.Parse(Frames[^1])!.AsObject();
    }
}
