using System.Linq.Expressions;

namespace Tapedeck.Actors;

/// <summary>
/// The recipe for an actor: its type, its constructor's arguments, and where and under whom it runs. Immutable; every
/// restart makes a new instance from the same arguments.
/// </summary>
public sealed class Props
{
    private readonly ActorProducer _producer;

    private Props(ActorProducer producer) => _producer = producer;

    private Props(Props props)
    {
        _producer = props._producer;
        Dispatcher = props.Dispatcher;
        Router = props.Router;
        SupervisorStrategy = props.SupervisorStrategy;
    }

    /// <summary>The class of the actor.</summary>
    public Type Type => _producer.Type;

    /// <summary>The id of the dispatcher the actor runs on.</summary>
    public string Dispatcher { get; private init; } = Dispatchers.DefaultId;

    /// <summary>The strategy that goes before the actor's own; null if none was given.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    internal RoundRobinPool? Router { get; private init; }

    /// <summary>Props for an actor made from these constructor arguments.</summary>
    public static Props Create<TActor>(params object?[] args) where TActor : ActorBase => Create(typeof(TActor), args);

    /// <summary>Props for an actor made from these constructor arguments.</summary>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public static Props Create(Type type, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.IsSubclassOf(typeof(ActorBase))) throw new ArgumentException($"{type} is no actor.", nameof(type));
        return new Props(new ActorProducer(type, args));
    }

    /// <summary>
    /// Props from an expression <c>() => new Counter(start)</c>. Its arguments are evaluated now, once.
    /// </summary>
    /// <param name="factory">A constructor call.</param>
    /// <param name="supervisorStrategy">The strategy for the actor's children; null for the actor's own.</param>
    /// <exception cref="ArgumentException">The expression is no constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase => new(ActorProducer.From(factory)) { SupervisorStrategy = supervisorStrategy };

    /// <summary>The same on another dispatcher: <c>pinned-dispatcher</c> gives the actor a thread of its own.</summary>
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    /// <summary>The same behind a router.</summary>
    public Props WithRouter(RoundRobinPool routerConfig) => new(this) { Router = routerConfig };

    /// <summary>The same with a strategy for the actor's children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) =>
        new(this) { SupervisorStrategy = supervisorStrategy };

    internal ActorBase NewActor() => _producer.Produce();

    /// <summary>The props of each actor behind the router.</summary>
    internal Props ForRoutee() => new(this) { Router = null };

    /// <summary>The props of the router in front of these actors.</summary>
    internal Props ForRouter() => Create<RouterActor>().WithSupervisorStrategy(Router!.SupervisorStrategy);
}
