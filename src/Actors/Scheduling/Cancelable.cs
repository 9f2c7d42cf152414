namespace Tapedeck.Actors;

/// <summary>The handle by which something scheduled is called off.</summary>
public interface ICancelable
{
    /// <summary>True once it was cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>The same as a token.</summary>
    CancellationToken Token { get; }

    /// <summary>Calls it off; a message already sent stays sent.</summary>
    void Cancel();
}

/// <summary>A handle to cancel by.</summary>
public sealed class Cancelable : ICancelable, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Makes a handle for something to be scheduled there.</summary>
    public Cancelable(IScheduler scheduler) => ArgumentNullException.ThrowIfNull(scheduler);

    /// <inheritdoc/>
    public bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc/>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Cancel() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
