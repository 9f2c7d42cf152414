using System.Text.Json;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;
using Tapedeck.Client;

namespace Tapedeck.Host.PetabridgeCmd;

/// <summary>Runs the commands of <see cref="TapedeckPalette"/> over the actors that answer everybody else.</summary>
internal sealed class TapedeckPaletteActor : CommandHandlerActor
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>How long the actors have to say that they are there.</summary>
    private static readonly TimeSpan RollCall = TimeSpan.FromMilliseconds(500);

    private readonly IActorRef _node;

    public TapedeckPaletteActor(IActorRef node)
        : base(TapedeckPalette.Commands)
    {
        _node = node;
        Process(TapedeckPalette.Status.Name, _ => StatusAsync().PipeTo(Sender, Self, failure: Failed));
        Process(TapedeckPalette.Actors.Name, _ => ActorsAsync(Context.System).PipeTo(Sender, Self, failure: Failed));
    }

    private async Task<CommandResponse> StatusAsync()
    {
        var status = await _node.Ask<StatusSnapshot>(NodeProtocol.GetStatus.Instance, AnswerWithin);
        return new CommandResponse(JsonSerializer.Serialize(status, ClientJson.Default.StatusSnapshot));
    }

    private static async Task<CommandResponse> ActorsAsync(ActorSystem system)
    {
        var inbox = Inbox.Create(system);
        foreach (var level in new[] { "/user/*", "/user/*/*" })
            system.ActorSelection(level).Tell(new Identify(level), inbox.Receiver);
        await Task.Delay(RollCall);
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        while (TryReceive(inbox) is { } path)
            paths.Add(path);
        return new CommandResponse(string.Join('\n', paths));
    }

    private static string? TryReceive(Inbox inbox)
    {
        try
        {
            return ((ActorIdentity)inbox.Receive(TimeSpan.Zero)).Subject?.Path.ToStringWithoutAddress() ?? "";
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static object Failed(Exception failure) => new ErroredCommandResponse(failure.Message);
}
