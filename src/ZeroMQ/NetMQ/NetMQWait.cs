namespace Tapedeck.ZeroMQ;

/// <summary>The waits that NetMQ can count: in microseconds, in 32 bits.</summary>
internal static class NetMQWait
{
    private const uint LongestMilliseconds = 1_000_000;

    /// <summary>As much of what is left as one call can wait for; the caller goes on until it has passed.</summary>
    internal static TimeSpan Next(Deadline deadline) =>
        TimeSpan.FromMilliseconds(Math.Min((uint)deadline.RemainingMilliseconds, LongestMilliseconds));
}
