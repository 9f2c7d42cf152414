namespace Tapedeck.Actors;

/// <summary>Finds the dispatcher an actor asked for by id.</summary>
internal static class Dispatchers
{
    public const string DefaultId = "akka.actor.default-dispatcher";
    public const string PinnedId = "pinned-dispatcher";

    public static Dispatcher For(string id, ActorPath path) => id switch
    {
        DefaultId => ThreadPoolDispatcher.Instance,
        PinnedId => new PinnedDispatcher(path),
        _ => throw new ConfigurationException(
            $"Dispatcher [{id}] not configured for path {path}; there are [{DefaultId}] and [{PinnedId}]."),
    };
}
