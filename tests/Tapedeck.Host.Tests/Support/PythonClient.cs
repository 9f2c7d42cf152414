using System.Diagnostics;

namespace Tapedeck.Tests.Host.Support;

/// <summary>Runs a script of <c>Clients/</c> with Debian's Python, which has pyzmq.</summary>
internal static class PythonClient
{
    public static async Task RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Clients", script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var python = Process.Start(start)!;
        var errors = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"{script} ended with {python.ExitCode}: {errors}");
    }
}
