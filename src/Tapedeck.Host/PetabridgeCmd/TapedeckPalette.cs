using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace Tapedeck.Host.PetabridgeCmd;

/// <summary>The <c>tapedeck</c> palette of Petabridge.Cmd: <c>pbm tapedeck status</c> and <c>pbm tapedeck actors</c>.</summary>
internal sealed class TapedeckPalette(IActorRef node) : CommandPaletteHandler(Commands)
{
    /// <summary>The node's health.</summary>
    public static readonly CommandDefinition Status = new CommandDefinitionBuilder()
        .WithName("status").WithDescription("Health, rates and lags of this node.").Build();

    /// <summary>The actors of the recorder.</summary>
    public static readonly CommandDefinition Actors = new CommandDefinitionBuilder()
        .WithName("actors").WithDescription("The recorder's actors that answer at this moment.").Build();

    /// <summary>The palette.</summary>
    public static readonly CommandPalette Commands = new("tapedeck", [Status, Actors]);

    public override Props HandlerProps { get; } = Props.Create(() => new TapedeckPaletteActor(node));
}
