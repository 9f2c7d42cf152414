using System.Runtime.InteropServices;

namespace Tapedeck.Host.Commands;

/// <summary>SIGTERM or SIGINT (Ctrl-C): the first one asks the command to end, the second one ends the process.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancelled = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Tell),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Tell),
    ];

    /// <summary>Completes at the first signal.</summary>
    public Task Told => _told.Task;

    /// <summary>Is cancelled at the first signal.</summary>
    public CancellationToken Token => _cancelled.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _cancelled.Dispose();
    }

    private void Tell(PosixSignalContext context)
    {
        context.Cancel = _told.TrySetResult();
        _cancelled.Cancel();
    }
}
