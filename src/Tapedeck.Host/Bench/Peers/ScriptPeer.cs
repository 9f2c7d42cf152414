using System.ComponentModel;
using System.Diagnostics;

namespace Tapedeck.Host.Bench.Peers;

/// <summary>A careful script, <c>recorder.py</c>: parses, tags, appends and flushes each message before the next.</summary>
internal sealed record ScriptPeer() : Peer("python script", "python3-zmq", IsSlow: true)
{
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    public override bool IsInstalled
    {
        get
        {
            try
            {
                using var python = Process.Start(
                    new ProcessStartInfo(Python, ["-c", "import zmq"]) { RedirectStandardError = true });
                python!.WaitForExit();
                return python.ExitCode == 0;
            }
            catch (Win32Exception)
            {
                return false;
            }
        }
    }

    public override (string Program, string[] Arguments) Command(string folder, string endpoint, string file) =>
        (Python, [Shipped("recorder.py"), endpoint, file]);
}
