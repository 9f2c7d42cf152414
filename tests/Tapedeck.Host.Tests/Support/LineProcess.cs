using System.Diagnostics;

namespace Tapedeck.Tests.Host.Support;

/// <summary>A process that is talked to line by line, such as an agent.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private LineProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PYTHONPATH"] = Path.Combine(AppContext.BaseDirectory, "python");
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs a script of <c>Clients/</c> with Debian's Python, which has pyzmq.</summary>
    public static LineProcess Python(string script, params string[] arguments) => new(
        "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Clients", script), .. arguments]);

    /// <summary>Runs a program that was built beside the tests.</summary>
    public static LineProcess Dotnet(string assembly, params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    public Task WriteAsync(string line) => _process.StandardInput.WriteLineAsync(line).WaitAsync(Patience);

    /// <exception cref="InvalidOperationException">It ended; the message has what it wrote to standard error.</exception>
    public async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException($"the process ended: {await _errors}");

    /// <summary>Sends SIGKILL and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
