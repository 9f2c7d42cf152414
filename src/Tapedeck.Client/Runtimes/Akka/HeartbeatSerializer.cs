using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Remote.Serialization;
using Akka.Serialization;

namespace Tapedeck.Client;

/// <summary>
/// In place of Akka.NET's serializer of its various messages: lets through what keeps a connection alive, and neither
/// <c>Kill</c> nor anything else that could be done to an actor.
/// </summary>
internal sealed class HeartbeatSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>A remote watcher's heartbeat and its answer.</summary>
    private static readonly string[] LetThrough = ["RWHB", "RWHR"];

    private readonly MiscMessageSerializer _inner = new(system);

    public override int Identifier => 16;

    public override string Manifest(object o) => _inner.Manifest(o);

    public override byte[] ToBinary(object obj) => _inner.ToBinary(obj);

    public override object FromBinary(byte[] bytes, string manifest) => LetThrough.Contains(manifest)
        ? _inner.FromBinary(bytes, manifest)
        : throw new SerializationException($"\"{manifest}\" may not cross the wire: it is no heartbeat");
}
