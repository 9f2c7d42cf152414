namespace Tapedeck.Actors;

/// <summary>The two replies by which an actor tells an asker how its work went.</summary>
public abstract class Status
{
    private Status() { }

    /// <summary>The work is done.</summary>
    public sealed class Success(object? status) : Status
    {
        /// <summary>What came of it; may be null.</summary>
        public object? Status { get; } = status;

        /// <inheritdoc/>
        public override string ToString() => Status is null ? "Success" : $"Success: {Status}";
    }

    /// <summary>The work failed; an Ask answered with it throws <see cref="Cause"/>.</summary>
    public sealed class Failure(Exception cause) : Status
    {
        /// <summary>Why.</summary>
        public Exception Cause { get; } = cause;

        /// <inheritdoc/>
        public override string ToString() => $"Failure: {Cause}";
    }
}

/// <summary>The value of a task that has nothing to tell but its end.</summary>
public sealed class Done
{
    private Done() { }

    /// <summary>The value.</summary>
    public static readonly Done Instance = new();
}
