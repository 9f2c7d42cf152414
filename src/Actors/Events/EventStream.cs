namespace Tapedeck.Actors;

/// <summary>
/// Publishes any object to the actors that subscribed to its class, a base class or an interface of it. An actor that
/// ends is unsubscribed.
/// </summary>
public sealed class EventStream
{
    private readonly Lock _lock = new();
    private volatile Subscriptions _subscriptions = new([]);

    /// <summary>Subscribes an actor to a type; false if it was already.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        return Change(all => all.Contains((subscriber, channel)) ? all : [.. all, (subscriber, channel)]);
    }

    /// <summary>Takes one subscription back; false if there was none.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type channel) =>
        Change(all => Without(all, entry => entry.Channel == channel && entry.Subscriber.Equals(subscriber)));

    /// <summary>Takes all subscriptions of an actor back; false if there was none.</summary>
    public bool Unsubscribe(IActorRef subscriber) =>
        Change(all => Without(all, entry => entry.Subscriber.Equals(subscriber)));

    /// <summary>Tells every subscriber, once, on the publisher's thread.</summary>
    public void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        foreach (var subscriber in _subscriptions.Of(@event.GetType())) subscriber.Tell(@event, ActorRefs.NoSender);
    }

    private bool Change(Func<(IActorRef Subscriber, Type Channel)[], (IActorRef Subscriber, Type Channel)[]> change)
    {
        lock (_lock)
        {
            var before = _subscriptions.All;
            var after = change(before);
            if (after.Length == before.Length) return false;
            _subscriptions = new Subscriptions(after);
            return true;
        }
    }

    private static (IActorRef Subscriber, Type Channel)[] Without(
        (IActorRef Subscriber, Type Channel)[] all, Predicate<(IActorRef Subscriber, Type Channel)> match) =>
        Array.Exists(all, match) ? Array.FindAll(all, entry => !match(entry)) : all;

    /// <summary>All subscriptions at one time, with the subscribers of each published class once looked up.</summary>
    private sealed class Subscriptions((IActorRef Subscriber, Type Channel)[] all)
    {
        private readonly global::System.Collections.Concurrent.ConcurrentDictionary<Type, IActorRef[]> _byClass = new();

        public (IActorRef Subscriber, Type Channel)[] All => all;

        public IActorRef[] Of(Type published) => _byClass.GetOrAdd(published, type => all
            .Where(entry => entry.Channel.IsAssignableFrom(type))
            .Select(entry => entry.Subscriber)
            .Distinct()
            .ToArray());
    }
}

/// <summary>Subscribing by type parameter.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes an actor to a type; false if it was already.</summary>
    public static bool Subscribe<TEvent>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TEvent));

    /// <summary>Takes one subscription back; false if there was none.</summary>
    public static bool Unsubscribe<TEvent>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Unsubscribe(subscriber, typeof(TEvent));
}
