using System.Collections.Concurrent;
using System.Diagnostics;
using Tapedeck.Host.Commands;

namespace Tapedeck.Host.Bench;

/// <summary>A child process that says on its standard output how far it is. Killed when disposed, if it still runs.</summary>
internal sealed class BenchProcess : IAsyncDisposable
{
    private const int KeptErrors = 5;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = [];

    private BenchProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        StartedAt = Stopwatch.GetTimestamp();
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>When it was started, in ticks of <see cref="Stopwatch"/>.</summary>
    public long StartedAt { get; }

    /// <summary>Memory it has at this moment, and the most it ever had, in bytes: VmRSS and VmHWM.</summary>
    public (long Resident, long Peak) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static BenchProcess Start(string program, params IEnumerable<string> arguments) => new(program, arguments);

    /// <summary>Starts this program with another command.</summary>
    public static BenchProcess Tapedeck(params IEnumerable<string> arguments) =>
        new(Environment.ProcessPath ?? "dotnet", [typeof(BenchProcess).Assembly.Location, .. arguments]);

    public void WriteLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line that begins with this word, without it.</summary>
    /// <exception cref="CommandFailedException">The process ended before.</exception>
    public async Task<string> ReadAsync(string word, CancellationToken stop)
    {
        while (await _process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..].Trim();
        }

        await _process.WaitForExitAsync(stop);
        throw new CommandFailedException(
            $"{string.Join(' ', _process.StartInfo.ArgumentList.Prepend(_process.StartInfo.FileName))} ended with code "
            + $"{_process.ExitCode} before it was {word}: {string.Join(" / ", _errors)}");
    }

    /// <summary>Waits for the end; returns the most memory that it was seen to have, in bytes.</summary>
    /// <exception cref="CommandFailedException">It failed.</exception>
    public async Task<long> PeakUntilExitAsync(CancellationToken stop)
    {
        var peak = 0L;
        var end = _process.WaitForExitAsync(stop);
        while (!end.IsCompleted)
        {
            try
            {
                peak = Math.Max(peak, Memory.Peak);
            }
            catch (InvalidOperationException)
            {
                // It ended between the look and the reading.
            }

            await Task.WhenAny(end, Task.Delay(LookEvery, stop));
        }

        await end;
        return _process.ExitCode == 0
            ? peak
            : throw new CommandFailedException($"{string.Join(' ', _process.StartInfo.ArgumentList)}: {string.Join(" / ", _errors)}");
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGKILL and waits for the end.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _errors.Enqueue(line);
        if (_errors.Count > KeptErrors)
            _errors.TryDequeue(out _);
    }
}
