namespace Tapedeck.Client;

/// <summary>Lets the agent's threads wait for what the thread that owns the sockets brings about.</summary>
internal sealed class Conditions
{
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> Holds, TaskCompletionSource Met)> _awaited = [];

    /// <summary>Completes once <see cref="Check"/> found that the condition holds.</summary>
    public Task WhenAsync(Func<bool> holds)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _awaited.Add((holds, met));
        return met.Task;
    }

    /// <summary>Waits no more for a condition.</summary>
    public void Forget(Task task)
    {
        lock (_gate)
            _awaited.RemoveAll(condition => condition.Met.Task == task);
    }

    /// <summary>Completes those that hold now.</summary>
    public void Check()
    {
        lock (_gate)
        {
            if (_awaited.Count == 0)
                return;
            foreach (var (holds, met) in _awaited)
                if (holds())
                    met.SetResult();
            _awaited.RemoveAll(condition => condition.Met.Task.IsCompleted);
        }
    }
}
