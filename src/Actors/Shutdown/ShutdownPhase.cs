namespace Tapedeck.Actors;

/// <summary>One phase of the coordinated shutdown: its tasks run side by side, within its time.</summary>
internal sealed class ShutdownPhase(string name, TimeSpan timeout)
{
    private readonly Lock _lock = new();
    private readonly List<(string Name, Func<Task<Done>> Run)> _tasks = [];

    public string Name => name;

    public TimeSpan Timeout => timeout;

    public bool HasTasks
    {
        get
        {
            lock (_lock) return _tasks.Count > 0;
        }
    }

    public void Add(string taskName, Func<Task<Done>> task)
    {
        lock (_lock) _tasks.Add((taskName, task));
    }

    /// <summary>
    /// Runs the tasks. A task that fails, or is not done in time, is reported and does not hold the shutdown up.
    /// </summary>
    public async Task RunAsync(ActorSystem system)
    {
        (string Name, Func<Task<Done>> Run)[] tasks;
        lock (_lock) tasks = [.. _tasks];
        if (tasks.Length == 0) return;

        using var pending = new Cancelable(system.Scheduler);
        var alarm = SetAlarm(system.Scheduler, pending);
        var all = Task.WhenAll(tasks.Select(task => RunReportingAsync(system, task.Name, task.Run)));
        if (await Task.WhenAny(all, alarm).ConfigureAwait(false) == all) pending.Cancel();
        else Report(system, null, $"Coordinated shutdown phase [{name}] timed out after {timeout}");
    }

    private Task SetAlarm(IScheduler scheduler, Cancelable pending)
    {
        var alarm = new Alarm();
        try
        {
            scheduler.ScheduleTellOnce(timeout, alarm, Done.Instance, ActorRefs.NoSender, pending);
        }
        catch (SchedulerException)
        {
            // The system was ended before its shutdown ran, and the clock with it: the tasks run without a limit.
        }

        return alarm.Task;
    }

    private async Task RunReportingAsync(ActorSystem system, string taskName, Func<Task<Done>> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Report(system, e, $"Task [{taskName}] failed in phase [{name}]: {e.Message}");
        }
    }

    private static void Report(ActorSystem system, Exception? cause, string message) =>
        system.EventStream.Publish(
            new Warning(cause, $"CoordinatedShutdown({system.Name})", typeof(CoordinatedShutdown), message));

    /// <summary>A receiver for the scheduler that completes a task.</summary>
    private sealed class Alarm : ICanTell
    {
        private readonly TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _rung.Task;

        public void Tell(object message, IActorRef? sender) => _rung.TrySetResult();
    }
}
