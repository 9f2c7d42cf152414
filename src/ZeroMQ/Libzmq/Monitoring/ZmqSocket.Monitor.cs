using System.Text;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// The socket's side of its monitor.
public sealed unsafe partial class ZmqSocket
{
    private static long _monitors;

    public partial ZmqMonitor Monitor(ZmqMonitorEvents events)
    {
        var endpoint = $"inproc://tapedeck.monitor.{Interlocked.Increment(ref _monitors)}";
        var errno = 0;
        fixed (byte* text = Encoding.UTF8.GetBytes(endpoint + '\0'))
            if (ZmqNative.MonitorSocket(_handle, text, (int)events) != 0)
                errno = ZmqNative.Errno();
        if (errno != 0)
            throw Failure($"monitor a {this}", errno);

        var reader = Context.CreateSocket(ZmqSocketType.Pair);
        reader.Connect(endpoint);
        return new ZmqMonitor(this, reader);
    }

    internal void StopMonitor()
    {
        if (_handle != 0)
            _ = ZmqNative.MonitorSocket(_handle, null, 0);
    }
}
