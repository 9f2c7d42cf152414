using System.Diagnostics;

namespace Tapedeck.Tests.ZeroMQ.Python;

/// <summary>The Python that has the zmq module: a peer that is libzmq, whatever this side is made of.</summary>
internal static class Pyzmq
{
    // Debian's python3-zmq belongs to this interpreter, which may not be the first on PATH.
    public static readonly string Interpreter = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Why there is none, or null.</summary>
    public static readonly string? Missing = CanImportZmq()
        ? null
        : $"{Interpreter} cannot import zmq; on Debian: sudo apt-get install python3-zmq";

    public static Process Run(string script, params string[] arguments) => Process.Start(
        new ProcessStartInfo(Interpreter, ["-c", script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Waits for its end; fails with its last words if it ended badly.</summary>
    public static async Task AssertDone(Process python, TimeSpan patience)
    {
        using var giveUp = new CancellationTokenSource(patience);
        var complaint = await python.StandardError.ReadToEndAsync(giveUp.Token);
        await python.WaitForExitAsync(giveUp.Token);
        Assert.True(python.ExitCode == 0, complaint);
    }

    private static bool CanImportZmq()
    {
        try
        {
            using var python = Run("import zmq");
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
