using Tapedeck.Client;

namespace Tapedeck.Host.Demo;

/// <summary>
/// One agent of the demo, as a real agent is: it talks to the other through the broker, and its client records what it sends
/// and receives.
/// </summary>
internal sealed class DemoAgent(string name, AgentOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>A SUB does not say when it is joined: who hears nothing says the last message once more.</summary>
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>So that a person can follow the conversation.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(150);

    private readonly AgentConnection _connection = AgentConnection.Open(name, options);
    private readonly HashSet<string> _heard = [];
    private (DemoTurn Turn, string Id)? _said;

    /// <summary>Says this agent's part of the script, hearing the other's in between; then all of it is durable.</summary>
    /// <exception cref="TimeoutException">The other agent was not heard, or the node did not store everything, within ten
    /// seconds.</exception>
    public async Task TalkAsync(IEnumerable<DemoTurn> script)
    {
        foreach (var turn in script)
        {
            if (turn.From == name)
                await SayAsync(turn);
            else
                await HearAsync(turn);
        }

        if (!await _connection.FlushAsync(AnswerWithin))
            throw new TimeoutException($"the node did not store all that {name} recorded: {_connection.Stats}");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task SayAsync(DemoTurn turn)
    {
        await Task.Delay(Thinking);
        _said = (turn, _connection.Send(turn.To, turn.Message, turn.Type));
    }

    private async Task HearAsync(DemoTurn turn)
    {
        var until = DateTimeOffset.UtcNow + AnswerWithin;
        while (DateTimeOffset.UtcNow < until)
        {
            if (await _connection.ReceiveAsync(SayAgainAfter) is { } message)
            {
                if (_heard.Add(message.Id))
                    return;
            }
            else if (_said is { } said)
            {
                _connection.Send(said.Turn.To, said.Turn.Message, said.Turn.Type, messageId: said.Id);
            }
        }

        throw new TimeoutException($"{name} did not hear \"{turn.Message}\" from {turn.From}");
    }
}
