namespace Tapedeck.Tests.Host.Support;

/// <summary>Awaits a condition on something that another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It did not come true in time; the message says what was awaited.</exception>
    public static async Task IsTrueAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        using var timer = new PeriodicTimer(LookEvery);
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(60));
        try
        {
            while (!condition())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"waited in vain: {what}");
        }
    }
}
