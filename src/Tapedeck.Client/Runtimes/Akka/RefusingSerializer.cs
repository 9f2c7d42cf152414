using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace Tapedeck.Client;

/// <summary>
/// Stands in the place of one of Akka.NET's own serializers, under its id, and lets nothing through in either direction.
/// Akka.NET logs each refusal; the association stays.
/// </summary>
internal abstract class RefusingSerializer(ExtendedActorSystem system, int id) : SerializerWithStringManifest(system)
{
    public override int Identifier => id;

    public override string Manifest(object o) => throw Refuse(o.GetType().ToString());

    public override byte[] ToBinary(object obj) => throw Refuse(obj.GetType().ToString());

    public override object FromBinary(byte[] bytes, string manifest) =>
        throw Refuse($"\"{manifest}\" of serializer {Identifier}");

    private static SerializationException Refuse(string what) =>
        new($"{what} may not cross the wire: a node and its clients say nothing but the messages of Tapedeck's protocol");

    /// <summary>In place of the default object serialization, which Akka.NET makes with settings.</summary>
    internal sealed class Json : RefusingSerializer
    {
        public Json(ExtendedActorSystem system, Config settings)
            : base(system, 1) => _ = settings;
    }

    /// <summary>In place of that of Protobuf messages.</summary>
    internal sealed class Proto(ExtendedActorSystem system) : RefusingSerializer(system, 2);

    /// <summary>In place of that of remote deployment.</summary>
    internal sealed class DaemonCreate(ExtendedActorSystem system) : RefusingSerializer(system, 3);

    /// <summary>In place of that of byte arrays.</summary>
    internal sealed class Bytes(ExtendedActorSystem system) : RefusingSerializer(system, 4);

    /// <summary>In place of that of texts and numbers, which Akka.NET makes with settings.</summary>
    internal sealed class Primitive : RefusingSerializer
    {
        public Primitive(ExtendedActorSystem system, Config settings)
            : base(system, 17) => _ = settings;
    }
}
