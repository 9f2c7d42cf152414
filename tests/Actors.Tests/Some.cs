namespace Tapedeck.Tests.Actors;

/// <summary>Messages and actors that many specs use.</summary>
internal static class Some
{
    /// <summary>Makes the actor that gets it throw the exception.</summary>
    public sealed record Failure(Exception Cause);

    /// <summary>Asks an actor to make a child of these props; answered with its reference.</summary>
    public sealed record Spawn(Props Props, string Name);

    /// <summary>Tells its listener of each step of its life, and answers every string.</summary>
    public sealed class Mortal : ReceiveActor
    {
        private readonly IActorRef _listener;
        private readonly string _name;
        private int _handled;

        public Mortal(IActorRef listener, string name)
        {
            _listener = listener;
            _name = name;
            _listener.Tell($"{name} made");
            Receive<Failure>(failure => throw failure.Cause);
            Receive<string>(message => Sender.Tell($"{message} {++_handled}"));
        }

        protected override void PreStart() => _listener.Tell($"{_name} started");

        protected override void PostStop() => _listener.Tell($"{_name} stopped");

        protected override void PreRestart(Exception reason, object? message)
        {
            _listener.Tell($"{_name} failed with {reason.Message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _listener.Tell($"{_name} restarted after {reason.Message}");
            base.PostRestart(reason);
        }
    }

    /// <summary>Makes children under a strategy of the spec's choice.</summary>
    public sealed class Supervisor : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Supervisor(SupervisorStrategy strategy)
        {
            _strategy = strategy;
            Receive<Spawn>(spawn => Sender.Tell(Context.ActorOf(spawn.Props, spawn.Name)));
            Receive<Failure>(failure => throw failure.Cause);
            Receive<string>(message => Sender.Tell($"supervisor got {message}"));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    /// <summary>Answers every message with itself.</summary>
    public sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
