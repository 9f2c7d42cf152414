using Akka.Actor;
using Akka.Serialization;

namespace Tapedeck.Client;

/// <summary>
/// <see cref="NodeWire"/> as Akka.NET's serializer. What it cannot read becomes <see cref="NodeProtocol.Unreadable"/>, so that
/// the node can answer with a refusal instead of leaving the client to its time-out.
/// </summary>
internal sealed class NodeSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => 5590;

    /// <inheritdoc/>
    public override string Manifest(object o) => NodeWire.Manifest(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => NodeWire.Encode(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return NodeWire.Decode(manifest, bytes);
        }
        catch (InvalidDataException fault)
        {
            return new NodeProtocol.Unreadable(fault.Message);
        }
    }
}
