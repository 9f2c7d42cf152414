namespace Tapedeck.Actors;

/// <summary>The reasons a system may have to end.</summary>
public sealed partial class CoordinatedShutdown
{
    /// <summary>Why a system shuts down; a program may have reasons of its own.</summary>
    public abstract class Reason
    {
        /// <summary>For derived reasons.</summary>
        protected Reason() { }

        /// <summary>What the process should exit with.</summary>
        public abstract int ExitCode { get; }
    }

    /// <summary>No reason was given.</summary>
    public sealed class UnknownReason : Reason
    {
        private UnknownReason() { }

        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new UnknownReason();

        /// <inheritdoc/>
        public override int ExitCode => 1;
    }

    /// <summary>The system's <c>Terminate</c> was called.</summary>
    public sealed class ActorSystemTerminateReason : Reason
    {
        private ActorSystemTerminateReason() { }

        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>The process exits.</summary>
    public sealed class ClrExitReason : Reason
    {
        private ClrExitReason() { }

        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }
}
