using Tapedeck.Host.PetabridgeCmd;

namespace Tapedeck.Host.Node;

internal sealed partial class RecorderNode
{
    partial void StartPetabridgeCmd()
    {
        var host = global::Petabridge.Cmd.Host.PetabridgeCmd.Get(Actors);
        host.RegisterCommandPalette(new TapedeckPalette(Topology.Node));
        host.Start();
    }
}
