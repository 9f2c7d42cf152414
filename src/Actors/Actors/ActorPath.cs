using System.Diagnostics.CodeAnalysis;

namespace Tapedeck.Actors;

/// <summary>
/// Where an actor stands: <c>akka://system/user/parent/child</c>, and which incarnation of that name is meant
/// (<see cref="Uid"/>). Paths are equal when their names are; the incarnation does not count.
/// </summary>
public sealed class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private const string ValidSymbols = "\"-_.*$+:@&=,!~';()";
    private readonly string _system;

    private ActorPath(string system, ActorPath? parent, string name, long uid)
    {
        _system = system;
        Parent = parent!;
        Name = name;
        Uid = uid;
    }

    /// <summary>The last name of the path; "/" for the root.</summary>
    public string Name { get; }

    /// <summary>The incarnation: unique in the process, 0 where none is meant.</summary>
    public long Uid { get; }

    /// <summary>The path above; null for the root.</summary>
    public ActorPath Parent { get; }

    /// <summary>The names from below the root down to this one.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new List<string>();
            for (var path = this; path.Parent is not null; path = path.Parent) elements.Insert(0, path.Name);
            return elements;
        }
    }

    internal static ActorPath Root(string system) => new(system, null, "/", 0);

    internal ActorPath Child(string name, long uid) => new(_system, this, name, uid);

    /// <summary>The path of a child of this name, of no particular incarnation.</summary>
    public static ActorPath operator /(ActorPath path, string name) => path.Child(name, 0);

    /// <summary>The same as the operator <c>/</c>.</summary>
    public static ActorPath Divide(ActorPath path, string name) => path / name;

    /// <summary>
    /// True for a name an actor may have: ASCII letters, digits and a few symbols, not empty, not starting with '$'.
    /// </summary>
    public static bool IsValidPathElement([NotNullWhen(true)] string? s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && s.All(c => char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c));

    /// <summary>The path without the system: <c>/user/parent/child</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    /// <summary>The path with its incarnation: <c>akka://system/user/child#7</c>.</summary>
    public string ToStringWithUid() => Uid == 0 ? ToString() : $"{ToString()}#{Uid}";

    /// <summary>The whole path: <c>akka://system/user/parent/child</c>.</summary>
    public override string ToString() => $"akka://{_system}{ToStringWithoutAddress()}";

    /// <inheritdoc/>
    public bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && Name == other.Name && _system == other._system && Equals(Parent, other.Parent);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parent, Name);

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary>True when both name the same place.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>True when they name different places.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <summary>Orders paths by their text.</summary>
    public static bool operator <(ActorPath left, ActorPath right) => left.CompareTo(right) < 0;

    /// <summary>Orders paths by their text.</summary>
    public static bool operator >(ActorPath left, ActorPath right) => left.CompareTo(right) > 0;

    /// <summary>Orders paths by their text.</summary>
    public static bool operator <=(ActorPath left, ActorPath right) => left.CompareTo(right) <= 0;

    /// <summary>Orders paths by their text.</summary>
    public static bool operator >=(ActorPath left, ActorPath right) => left.CompareTo(right) >= 0;
}
