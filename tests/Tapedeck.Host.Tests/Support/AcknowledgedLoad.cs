using System.Globalization;
using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Host.Support;

/// <summary>
/// A producer at full speed on the acknowledged port: a plain DEALER on a thread of its own. Its messages are <c>ack-1</c>,
/// <c>ack-2</c> and so on; what a node did not acknowledge it sends again to the next.
/// </summary>
internal sealed class AcknowledgedLoad(string producer)
{
    private const int Window = 1000;

    private static readonly TimeSpan LookForAnswers = TimeSpan.FromMilliseconds(20);

    private long _stored;
    private long _most = long.MaxValue;

    /// <summary>The last number that was acknowledged, and with it every one before.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>The last number that is ever sent.</summary>
    public long Most
    {
        set => Interlocked.Exchange(ref _most, value);
    }

    /// <summary>Sends to one node until the end is asked for.</summary>
    public Task RunAsync(string endpoint, CancellationToken end) => Task.Factory.StartNew(
        () => Run(endpoint, end), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(string endpoint, CancellationToken end)
    {
        using var context = new ZmqContext();
        using var dealer = context.CreateSocket(ZmqSocketType.Dealer);
        dealer.Linger = TimeSpan.Zero;
        dealer.SendHighWaterMark = 0;
        dealer.ReceiveHighWaterMark = 0;
        dealer.Connect(endpoint);
        Send(dealer, "HELLO", producer);
        using var message = new ZmqMessage();
        var (sent, isWelcome) = (0L, false);
        while (!end.IsCancellationRequested)
        {
            var isFull = !isWelcome || sent - Stored >= Window || sent >= Interlocked.Read(ref _most);
            while (dealer.TryReceive(message, isFull ? LookForAnswers : TimeSpan.Zero))
            {
                var frames = new List<string> { Encoding.UTF8.GetString(message.Data) };
                while (message.More && dealer.TryReceive(message, TimeSpan.FromSeconds(30)))
                    frames.Add(Encoding.UTF8.GetString(message.Data));
                if (frames[0] is not ("WELCOME" or "STORED"))
                    throw new InvalidOperationException(string.Join(' ', frames));
                Interlocked.Exchange(ref _stored, Math.Max(Stored, long.Parse(frames[1], CultureInfo.InvariantCulture)));
                if (frames[0] == "WELCOME")
                    (sent, isWelcome) = (Stored, true);
                isFull = false;
            }

            if (isWelcome && sent - Stored < Window && sent < Interlocked.Read(ref _most))
            {
                sent++;
                Send(
                    dealer, "RECORD", sent.ToString(CultureInfo.InvariantCulture),
                    $$"""{"message_id":"ack-{{sent}}","timestamp":"2026-11-22T09:00:00Z","from":"{{producer}}","content":"number {{sent}} of the test of the disk"}""");
            }
        }
    }

    private static void Send(ZmqSocket socket, params string[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
            socket.Send(Encoding.UTF8.GetBytes(frames[i]), more: i < frames.Length - 1);
    }
}
