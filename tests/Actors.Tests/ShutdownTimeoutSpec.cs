namespace Tapedeck.Tests.Actors;

public sealed class ShutdownTimeoutSpec : VirtualTimeSpec
{
    [Fact]
    public async Task A_phase_that_takes_too_long_is_left_behind()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "never ends", () =>
        {
            began.SetResult();
            return new TaskCompletionSource<Done>().Task;
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "next", () =>
        {
            next.SetResult();
            return Task.FromResult(Done.Instance);
        });

        var run = shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(3));
        AwaitCondition(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(5));
            return next.Task.IsCompleted;
        }, TimeSpan.FromSeconds(3));

        await run.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
