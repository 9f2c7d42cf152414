using System.Diagnostics;

namespace Tapedeck.Tests.ZeroMQ;

/// <summary>A test against a peer in Python; skipped with a reason where Python or its zmq module is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyzmqFactAttribute : FactAttribute
{
    // Debian's python3-zmq belongs to this interpreter, which may not be the first on PATH.
    public static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static readonly bool HasZmq = CanImportZmq();

    public PyzmqFactAttribute()
    {
        if (!HasZmq)
            Skip = $"{Python} cannot import zmq; on Debian: sudo apt-get install python3-zmq";
    }

    private static bool CanImportZmq()
    {
        try
        {
            using var python = Process.Start(
                new ProcessStartInfo(Python, ["-c", "import zmq"]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
