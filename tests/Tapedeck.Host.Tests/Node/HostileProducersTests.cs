using System.Text;
using System.Text.Json.Nodes;
using Tapedeck.Client;
using Tapedeck.Tests.Host.Support;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Host.Node;

/// <summary>What comes in on the acknowledged port of a real node from those who know no protocol, or abuse it.</summary>
public sealed class HostileProducersTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ZmqContext _context = new();

    public void Dispose()
    {
        _context.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task They_are_refused_with_a_reason_and_counted_while_a_good_producer_is_served()
    {
        var logs = _folder.File("logs");
        await using var node = await HostProcess.StartNodeAsync(logs);
        await using var good = await AgentProcess.StartAsync(
            AgentKind.Python, "good", AgentPlaces.Of(node, _folder.File("spool")));
        var working = WorkAsync(good);

        var refusals = await Task.WhenAll(
            OnThread(() => Ask(node, ["RECORD", "1", "{}"])),
            OnThread(() => Ask(node, ["HELLO", "half"], ["RECORD", "1"])),
            OnThread(() => Ask(node, ["HELLO", "digits"], ["RECORD", new string('7', 1 << 20), "{}"])),
            OnThread(() => Ask(node, [""])),
            OnThread(() => Ask(node, ["HELLO", new string('x', 201)])),
            OnThread(() => Ask(node, [.. Enumerable.Repeat<string[]>(["HELLO", "flooder"], 5_000)])));

        Assert.Equal(
            [
                "say HELLO first",
                "RECORD with 1 frames behind it, expected a number, perhaps a topic, and a payload",
                "a number of 1048576 digits, expected 1 to 19",
                "unknown request \"\", expected HELLO or RECORD",
                "a producer's name of 201 bytes, expected 1 to 200",
                "too many HELLOs, at most one a second",
            ],
            refusals);
        var producer = await ProducerOfAsync(good, logs);
        Assert.Equal("another connection speaks for this producer", await OnThread(() => Ask(node, ["HELLO", producer])));

        await working;
        Assert.True(await good.FlushAsync());
        Assert.Equal(2001, new Session(logs).Events().Count);
        await using var asked = NodeClient.Connect(new Uri(node.Http), tls: null);
        var port = (await asked.GetStatusAsync()).Sockets.Single(socket => socket.Name == "acknowledged");
        Assert.InRange(port.Refused, 4_500, 5_010);
    }

    private static async Task WorkAsync(AgentProcess good)
    {
        for (var first = 0; first < 2_000; first += 100)
            await good.RecordAsync(new JsonObject { ["message_id"] = "m", ["from"] = "good", ["content"] = "hello" }, first, 100);
    }

    private static async Task<string> ProducerOfAsync(AgentProcess good, string logs)
    {
        await good.RecordAsync(new JsonObject { ["message_id"] = "mine", ["from"] = "good", ["content"] = "whose?" });
        Assert.True(await good.FlushAsync());
        return new Session(logs).Events().First(line => line.GetProperty("Id").GetString() == "mine")
            .GetProperty("Metadata").GetProperty("producer").GetString()!;
    }

    /// <summary>Sends these requests, and returns the reason of the first refusal.</summary>
    private string Ask(RunningNode node, params string[][] requests)
    {
        using var dealer = _context.CreateSocket(ZmqSocketType.Dealer);
        dealer.Linger = TimeSpan.Zero;
        dealer.SendHighWaterMark = 0;
        dealer.ReceiveHighWaterMark = 0;
        dealer.Connect(node.Acknowledged);
        foreach (var request in requests)
        {
            for (var i = 0; i < request.Length; i++)
                dealer.Send(Encoding.UTF8.GetBytes(request[i]), more: i < request.Length - 1);
        }

        using var message = new ZmqMessage();
        while (true)
        {
            var frames = new List<string>();
            do
            {
                Assert.True(dealer.TryReceive(message, TimeSpan.FromSeconds(30)), "no answer came");
                frames.Add(Encoding.UTF8.GetString(message.Data));
            }
            while (message.More);
            if (frames[0] != "REFUSED")
                continue;
            // What was sent is all read before the connection goes.
            while (requests.Length > 100 && dealer.TryReceive(message, TimeSpan.FromMilliseconds(500)))
            {
            }

            return frames[2];
        }
    }

    private static Task<string> OnThread(Func<string> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
