using System.Text;
using Tapedeck.ZeroMQ.Native;
using Option = Tapedeck.ZeroMQ.Native.ZmqSocketOption;

namespace Tapedeck.ZeroMQ;

// zmq_setsockopt(3) and zmq_getsockopt(3) for the types that options have.
public sealed unsafe partial class ZmqSocket
{
    private int GetInt(Option option) => Get<int>(option);

    private void SetInt(Option option, int value) => Set(option, value);

    private TimeSpan GetTime(Option option) =>
        GetInt(option) is var milliseconds and >= 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : Timeout.InfiniteTimeSpan;

    private void SetTime(Option option, TimeSpan value) => SetInt(option, checked((int)value.TotalMilliseconds));

    private T Get<T>(Option option)
        where T : unmanaged
    {
        T value;
        var length = (nuint)sizeof(T);
        GetOption(option, &value, &length);
        return value;
    }

    private void Set<T>(Option option, T value)
        where T : unmanaged => SetOption(option, &value, (nuint)sizeof(T), value.ToString());

    private byte[] GetBytes(Option option, int capacity)
    {
        var buffer = stackalloc byte[capacity];
        var length = (nuint)capacity;
        GetOption(option, buffer, &length);
        return new ReadOnlySpan<byte>(buffer, (int)length).ToArray();
    }

    private void SetBytes(Option option, ReadOnlySpan<byte> value)
    {
        fixed (byte* data = value)
            SetOption(option, data, (nuint)value.Length, $"{value.Length} bytes");
    }

    private string GetText(Option option) => Encoding.UTF8.GetString(GetBytes(option, capacity: 1024)).TrimEnd('\0');

    private void GetOption(Option option, void* value, nuint* length)
    {
        int errno;
        while ((errno = ZmqNative.GetOption(_handle, (int)option, value, length) == 0 ? 0 : ZmqNative.Errno()) != 0)
            if (errno != ZmqErrno.Interrupted)
                throw Failure($"read {option} of a {this}", errno);
    }

    private void SetOption(Option option, void* value, nuint length, string? shown)
    {
        int errno;
        while ((errno = ZmqNative.SetOption(_handle, (int)option, value, length) == 0 ? 0 : ZmqNative.Errno()) != 0)
            if (errno != ZmqErrno.Interrupted)
                throw Failure($"set {option} of a {this} to {shown}", errno);
    }
}
