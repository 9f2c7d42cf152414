using System.Diagnostics;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Ingest;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Bench.Stages;

/// <summary>
/// What the reader does with frames that libzmq's own thread has received already: takes each and copies it into a batch.
/// </summary>
internal static class ReadStage
{
    private const int Messages = 20_000;
    private const int Rounds = 9;

    /// <summary>Within this time libzmq has everything over.</summary>
    private static readonly TimeSpan Arriving = TimeSpan.FromMilliseconds(200);

    public static StageFigure Measure(LoadMessages messages, CancellationToken stop)
    {
        using var context = new ZmqContext();
        using var socket = context.CreateSocket(ZmqSocketType.Pull);
        socket.ReceiveHighWaterMark = 2 * Messages;
        socket.Bind("tcp://127.0.0.1:*");
        using var load = new PushLoad(socket.LastEndpoint);
        using var message = new ZmqMessage();
        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            load.Send(messages, Messages);
            stop.WaitHandle.WaitOne(Arriving);
            stop.ThrowIfCancellationRequested();
            rounds[round] = Receive(socket, message).TotalNanoseconds / Messages;
        }

        return new StageFigure("read", new Quantiles(rounds).Median);
    }

    private static TimeSpan Receive(ZmqSocket socket, ZmqMessage message)
    {
        var begun = Stopwatch.GetTimestamp();
        var batch = NewBatch();
        for (var left = Messages; left > 0; left--)
        {
            socket.TryReceive(message, Timeout.InfiniteTimeSpan);
            batch.AddPart(message.Data, isLast: !message.More, int.MaxValue);
            if (!batch.IsFull)
                continue;
            batch.Release();
            batch = NewBatch();
        }

        batch.Release();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static FrameBatch NewBatch() =>
        new(ActorRefs.Nobody, StreamId.Next(), 0, "push", TimeProvider.System.GetUtcNow());
}
