using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Demo;

/// <summary>
/// One agent of the demo, as a real agent is: it talks to the other over sockets of its own, and sends what it said to
/// the recorder. It runs on one thread, to which its sockets belong.
/// </summary>
/// <param name="name">The agent's name.</param>
/// <param name="form">How it tells the recorder: wrapped in an observation, or flat.</param>
internal sealed class DemoAgent(string name, DemoAgent.RecordingForm form, ZmqContext sockets, TimeProvider time)
    : IDisposable
{
    internal enum RecordingForm
    {
        /// <summary>Form 2 of docs/architecture.md: the message inside an observation.</summary>
        Observation,

        /// <summary>Form 3: the message itself, with <c>sender_id</c>.</summary>
        Flat,
    }

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>So that a person can follow the conversation.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(150);

    private readonly ZmqSocket _inbox = sockets.CreateSocket(ZmqSocketType.Pull);
    private readonly ZmqSocket _outbox = sockets.CreateSocket(ZmqSocketType.Push);
    private readonly ZmqSocket _recorder = sockets.CreateSocket(ZmqSocketType.Push);

    /// <summary>Where the other agent reaches this one.</summary>
    public string Open()
    {
        _inbox.Bind("tcp://127.0.0.1:*");
        return _inbox.LastEndpoint;
    }

    /// <summary>Says this agent's part of the script, hearing the other's in between.</summary>
    /// <exception cref="TimeoutException">The other agent was not heard within ten seconds.</exception>
    public void Talk(IEnumerable<DemoTurn> script, string otherInbox, string recorder)
    {
        _outbox.Connect(otherInbox);
        _recorder.Connect(recorder);
        using var heard = new ZmqMessage();
        var said = 0;
        foreach (var turn in script)
        {
            if (turn.From == name)
                Say(turn, ++said);
            else if (!_inbox.TryReceive(heard, AnswerWithin))
                throw new TimeoutException($"{name} did not hear \"{turn.Message}\" from {turn.From}");
        }
    }

    public void Dispose()
    {
        _inbox.Dispose();
        _outbox.Dispose();
        _recorder.Dispose();
    }

    private void Say(DemoTurn turn, int number)
    {
        Thread.Sleep(Thinking);
        var message = Envelope(turn, number);
        _recorder.Send(Encode(form == RecordingForm.Observation ? Observe(message) : Flatten(message)));
        _outbox.Send(Encode(message));
    }

    private JsonObject Envelope(DemoTurn turn, int number) => new()
    {
        ["message_id"] = $"{name}_{time.GetUtcNow().ToUnixTimeMilliseconds()}_{number}",
        ["timestamp"] = Now(),
        ["from"] = turn.From,
        ["to"] = turn.To,
        ["type"] = turn.Type,
        ["priority"] = "NORMAL",
        ["content"] = new JsonObject { ["message"] = turn.Message },
    };

    private JsonObject Observe(JsonObject message) => new()
    {
        ["event_type"] = "sent",
        ["agent"] = name,
        ["timestamp"] = Now(),
        ["message"] = message.DeepClone(),
    };

    private JsonObject Flatten(JsonObject message)
    {
        var flat = message.DeepClone().AsObject();
        flat["sender_id"] = name;
        flat["metadata"] = new JsonObject { ["sender_role"] = "Agent" };
        return flat;
    }

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null);

    private static byte[] Encode(JsonObject json) =>
        Encoding.UTF8.GetBytes(json.ToJsonString(new JsonSerializerOptions()));
}
