using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tapedeck.Host.Bench.Load;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Benchmarks.Ingest;

/// <summary>
/// Records messages on the acknowledged port, pipelined: up to 10,000 without an answer, nothing spooled. The rate is that
/// of messages acknowledged as durable, from the first send to the last STORED.
/// </summary>
internal static class AcknowledgedLoad
{
    private const int MostUnanswered = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="endpoint">The acknowledged port.</param>
    /// <param name="count">Messages.</param>
    public static void Run(string endpoint, int count)
    {
        var messages = LoadMessages.Own();
        using var context = new ZmqContext();
        using var dealer = context.CreateSocket(ZmqSocketType.Dealer);
        using var message = new ZmqMessage();
        dealer.SendHighWaterMark = dealer.ReceiveHighWaterMark = 2 * MostUnanswered;
        dealer.Linger = TimeSpan.Zero;
        dealer.Connect(endpoint);
        dealer.Send("HELLO"u8, more: true);
        dealer.Send(Encoding.UTF8.GetBytes($"load/{Guid.NewGuid():N}"));
        _ = Receive(dealer, message, Patience);

        var clock = Stopwatch.StartNew();
        for (int sent = 0, answered = 0; answered < count;)
        {
            while (sent < count && sent - answered < MostUnanswered)
            {
                dealer.Send("RECORD"u8, more: true);
                dealer.Send(Encoding.ASCII.GetBytes((sent + 1).ToString(CultureInfo.InvariantCulture)), more: true);
                dealer.Send(messages[sent++]);
                if (sent % 64 == 0 && Receive(dealer, message, TimeSpan.Zero) is { } early)
                    answered = early;
            }

            answered = Receive(dealer, message, Patience)
                ?? throw new TimeoutException($"{count - answered} messages were not acknowledged");
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} events acknowledged in {seconds:0.000} s, {count / seconds:0} events/s"));
    }

    /// <summary>The number of the next answer; null if none came in time.</summary>
    private static int? Receive(ZmqSocket dealer, ZmqMessage message, TimeSpan timeout)
    {
        if (!dealer.TryReceive(message, timeout))
            return null;
        if (!message.Data.SequenceEqual("STORED"u8) && !message.Data.SequenceEqual("WELCOME"u8))
            throw new InvalidOperationException($"answered with {Encoding.UTF8.GetString(message.Data)}");
        dealer.TryReceive(message);
        var number = int.Parse(message.Data, CultureInfo.InvariantCulture);
        while (message.More)
            dealer.TryReceive(message);
        return number;
    }
}
