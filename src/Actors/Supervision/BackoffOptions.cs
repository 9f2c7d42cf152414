namespace Tapedeck.Actors;

/// <summary>How a <see cref="BackoffSupervisor"/> keeps its child. Immutable.</summary>
public sealed record BackoffOptions
{
    internal BackoffOptions(bool onFailure, Props childProps, string childName, TimeSpan minBackoff,
        TimeSpan maxBackoff, double randomFactor)
    {
        OnFailure = onFailure;
        ChildProps = childProps;
        ChildName = childName;
        MinBackoff = minBackoff;
        MaxBackoff = maxBackoff;
        RandomFactor = randomFactor;
        ResetBackoff = minBackoff;
    }

    internal bool OnFailure { get; }

    internal Props ChildProps { get; }

    internal string ChildName { get; }

    internal TimeSpan MinBackoff { get; }

    internal TimeSpan MaxBackoff { get; }

    internal double RandomFactor { get; }

    /// <summary>
    /// How long the child must live for the count to start anew; null: only <see cref="BackoffSupervisor.Reset"/> does
    /// it.
    /// </summary>
    internal TimeSpan? ResetBackoff { get; init; }

    internal OneForOneStrategy Strategy { get; init; } = new(SupervisorStrategy.DefaultDecider);

    internal object? ReplyWhileStopped { get; init; }

    internal Func<object, bool>? IsFinalStopMessage { get; init; }

    /// <summary>
    /// The restart count starts anew once the child has lived this long. Default: the shortest delay.
    /// </summary>
    public BackoffOptions WithAutoReset(TimeSpan resetBackoff) => this with { ResetBackoff = resetBackoff };

    /// <summary>The restart count starts anew only at a <see cref="BackoffSupervisor.Reset"/>.</summary>
    public BackoffOptions WithManualReset() => this with { ResetBackoff = null };

    /// <summary>Which failures of the child count. Default: those the default decider restarts.</summary>
    public BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) =>
        this with { Strategy = supervisorStrategy };

    /// <summary>Any failure stops the child, which is what a back-off on stop waits for.</summary>
    public BackoffOptions WithDefaultStoppingStrategy() => this with
    {
        Strategy = new OneForOneStrategy(Strategy.MaxNumberOfRetries, -1, SupervisorStrategy.StoppingStrategy.Decider),
    };

    /// <summary>
    /// What senders are answered while the child is down. Default: nothing, their messages become dead letters.
    /// </summary>
    public BackoffOptions WithReplyWhileStopped(object replyWhileStopped) =>
        this with { ReplyWhileStopped = replyWhileStopped };

    /// <summary>Restarts before the supervisor gives up and stops; -1: any number.</summary>
    public BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) =>
        this with { Strategy = Strategy.WithMaxNrOfRetries(maxNrOfRetries) };

    /// <summary>After such a message the end of the child is the end of the supervisor.</summary>
    public BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) =>
        this with { IsFinalStopMessage = isFinalStopMessage };

    internal Props ToProps()
    {
        if (MinBackoff <= TimeSpan.Zero) throw new ArgumentException("MinBackoff must be greater than 0");
        if (MaxBackoff < MinBackoff) throw new ArgumentException("MaxBackoff must not be less than MinBackoff");
        if (RandomFactor is < 0.0 or > 1.0) throw new ArgumentException("RandomFactor must be between 0.0 and 1.0");
        return OnFailure ? Props.Create<BackoffOnFailureSupervisor>(this) : Props.Create<BackoffOnStopSupervisor>(this);
    }

    /// <summary>The delay before a restart: it doubles with each one, up to the longest, plus a random part.</summary>
    /// <param name="restarts">How many restarts there were already.</param>
    /// <param name="random">Between 0 and 1.</param>
    internal TimeSpan Delay(int restarts, double random)
    {
        var doubled = Math.Min(MaxBackoff.Ticks, MinBackoff.Ticks * Math.Pow(2, restarts));
        var ticks = doubled * (1.0 + (random * RandomFactor));
        return ticks >= long.MaxValue ? MaxBackoff : new TimeSpan((long)ticks);
    }
}
