using System.Diagnostics;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Bench.Load;

/// <summary>Sends messages to a recording port, as fast as it takes them or at a fixed rate.</summary>
internal sealed class PushLoad : IDisposable
{
    private readonly ZmqContext _context = new();
    private readonly ZmqSocket _socket;

    /// <summary>Connects, in the background.</summary>
    public PushLoad(string endpoint)
    {
        _socket = _context.CreateSocket(ZmqSocketType.Push);
        _socket.SendHighWaterMark = 20_000;
        _socket.Linger = TimeSpan.FromSeconds(60);
        _socket.Connect(endpoint);
    }

    /// <param name="messages">What is sent.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="rate">Messages a second; 0: as many as are taken.</param>
    public LoadSent Send(LoadMessages messages, long count, int rate = 0)
    {
        var latest = 0L;
        var begun = Stopwatch.GetTimestamp();
        for (var number = 0L; number < count; number++)
        {
            if (rate > 0)
            {
                var due = begun + (long)(number * (double)Stopwatch.Frequency / rate);
                Pace.WaitUntil(due);
                latest = Math.Max(latest, Stopwatch.GetTimestamp() - due);
            }

            _socket.Send(messages[number]);
        }

        return new LoadSent(begun, Stopwatch.GetTimestamp(), (long)Stopwatch.GetElapsedTime(0, latest).TotalMicroseconds);
    }

    /// <summary>Returns when the last message is sent.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _context.Dispose();
    }
}

/// <summary>When a load was sent, in ticks of <see cref="Stopwatch"/>, which all processes of a Linux machine share.</summary>
/// <param name="Begun">Before the first message.</param>
/// <param name="Ended">Behind the last one.</param>
/// <param name="LatestMicroseconds">What the latest message was late by, of a load with a rate.</param>
internal readonly record struct LoadSent(long Begun, long Ended, long LatestMicroseconds);
