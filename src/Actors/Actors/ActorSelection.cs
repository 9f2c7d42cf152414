using System.IO.Enumeration;

namespace Tapedeck.Actors;

/// <summary>
/// All actors at a path, looked up anew for every message. Names may hold <c>*</c> and <c>?</c>. A message for which no
/// actor is there becomes a dead letter.
/// </summary>
public sealed class ActorSelection : ICanTell
{
    private readonly string[] _elements;
    private readonly ActorSystem _system;

    private ActorSelection(IActorRef anchor, ActorSystem system, string[] elements)
    {
        Anchor = anchor;
        _system = system;
        _elements = elements;
    }

    /// <summary>Where the path starts.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The path from the anchor: <c>/user/a</c>.</summary>
    public string PathString => "/" + string.Join('/', _elements);

    internal ActorSystem System => _system;

    internal static ActorSelection Parse(LocalActorRef self, ActorSystem system, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var address = $"akka://{system.Name}/";
        if (path.StartsWith("akka://", StringComparison.Ordinal))
        {
            if (!path.StartsWith(address, StringComparison.Ordinal))
                throw new ArgumentException($"[{path}] is not a path of the system [{system.Name}].", nameof(path));
            path = path[(address.Length - 1)..];
        }

        var anchor = path[0] == '/' ? system.RootGuardian : self;
        return new ActorSelection(anchor, system, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <inheritdoc/>
    public void Tell(object message, IActorRef? sender)
    {
        if (message is null) throw new InvalidMessageException("Message is null");
        var found = false;
        foreach (var target in Resolve())
        {
            found = true;
            target.Tell(message, sender);
        }

        if (!found) _system.NoActorAt(ToPath()).Tell(message, sender);
    }

    /// <summary>Sends a message; the sender is the actor whose code runs here, or nobody outside an actor.</summary>
    public void Tell(object message) => Tell(message, ActorCell.Current?.Self);

    /// <summary>The reference of the actor there.</summary>
    /// <exception cref="ActorNotFoundException">None lives there, or it did not answer in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct = default)
    {
        ActorIdentity identity;
        try
        {
            identity = await this.Ask<ActorIdentity>(new Identify(this), timeout, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException)
        {
            throw new ActorNotFoundException($"No answer from [{PathString}] within {timeout}", e);
        }

        return identity.Subject ?? throw new ActorNotFoundException($"No actor at [{PathString}]");
    }

    /// <inheritdoc/>
    public override string ToString() => $"ActorSelection[Anchor({Anchor}), Path({PathString})]";

    private IEnumerable<LocalActorRef> Resolve()
    {
        IEnumerable<LocalActorRef> refs = [(LocalActorRef)Anchor];
        foreach (var element in _elements) refs = refs.SelectMany(from => Step(from, element));
        return refs;
    }

    private static IEnumerable<LocalActorRef> Step(LocalActorRef from, string element)
    {
        if (element == "..") return from.Cell.Parent is LocalActorRef parent ? [parent] : [];
        if (element.AsSpan().IndexOfAny('*', '?') < 0)
            return from.Cell.FindChild(element) is { } child ? [child] : [];
        return from.Cell.GetChildren().Cast<LocalActorRef>()
            .Where(child => FileSystemName.MatchesSimpleExpression(element, child.Path.Name, ignoreCase: false));
    }

    private ActorPath ToPath()
    {
        var path = Anchor.Path;
        foreach (var element in _elements) path = element == ".." ? path.Parent ?? path : path / element;
        return path;
    }
}
