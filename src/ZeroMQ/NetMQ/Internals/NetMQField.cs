using System.Reflection;

namespace Tapedeck.ZeroMQ.Internals;

/// <summary>
/// A private field of NetMQ 4.0.4.5. What a socket still has to send is told by nothing else.
/// </summary>
/// <exception cref="MissingFieldException">This is another NetMQ, which has no such field.</exception>
internal sealed class NetMQField(Type type, string name)
{
    private readonly FieldInfo _field = type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new MissingFieldException(type.FullName, name);

    internal Type Type => _field.FieldType;

    internal Type Owner => _field.DeclaringType!;

    internal object? Of(object owner) => _field.GetValue(owner);

    internal T Of<T>(object owner)
        where T : struct => (T)_field.GetValue(owner)!;

    internal string NameOf(object owner) => _field.GetValue(owner)!.ToString()!;
}
