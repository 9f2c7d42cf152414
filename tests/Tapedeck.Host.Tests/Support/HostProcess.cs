using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tapedeck.Tests.Host.Support;

/// <summary>The real program as a process of its own: what a user starts.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Options with which a node takes any free port for each of its sockets.</summary>
    public static readonly IReadOnlyList<string> FreePorts =
    [
        "--set", "tapedeck.ingest.push.bind=tcp://127.0.0.1:*",
        "--set", "tapedeck.ingest.acknowledged.bind=tcp://127.0.0.1:*",
        "--set", "tapedeck.ingest.broker.publishers.bind=tcp://127.0.0.1:*",
        "--set", "tapedeck.ingest.broker.subscribers.bind=tcp://127.0.0.1:*",
        "--set", "tapedeck.http.bind=127.0.0.1:0",
    ];

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private HostProcess(string[] arguments, string? workingFolder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? "",
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Tapedeck.Host.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Note(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, _errors);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("it ended before it was ready"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public IReadOnlyCollection<string> OutputLines => _output;

    public string Errors => string.Join('\n', _errors);

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts any command.</summary>
    public static HostProcess Start(params string[] arguments) => new(arguments, workingFolder: null);

    /// <summary>Starts a node, on free ports unless it is told others, and waits until it is ready.</summary>
    public static async Task<RunningNode> StartNodeAsync(string logs, params string[] more)
    {
        var node = Start(
            ["node", "--logs", logs, .. FreePorts, .. more]);
        try
        {
            return new RunningNode(node, await node._ready.Task.WaitAsync(Patience));
        }
        catch (Exception failure)
        {
            var errors = node.Errors;
            await node.DisposeAsync();
            throw new InvalidOperationException($"the node did not become ready: {errors}", failure);
        }
    }

    /// <summary>Sends SIGTERM; returns the exit code.</summary>
    public Task<int> TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends SIGINT, as Ctrl-C does; returns the exit code.</summary>
    public Task<int> InterruptAsync() => SignalAsync("INT");

    /// <summary>Sends SIGKILL and waits until it is gone.</summary>
    public Task KillAsync() => SignalAsync("KILL");

    /// <summary>Waits for the end, a minute if not told otherwise; returns the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        await _process.WaitForExitAsync().WaitAsync(within ?? Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    private void Note(string? line, ConcurrentQueue<string> lines)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (line.StartsWith("ready:", StringComparison.Ordinal))
            _ready.TrySetResult(line);
    }
}
