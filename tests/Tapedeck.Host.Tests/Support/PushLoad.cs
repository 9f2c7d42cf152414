using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Host.Support;

/// <summary>
/// A sender at full speed on the recording port, on a thread of its own. Its messages are <c>push-1</c>, <c>push-2</c> and so
/// on; those in flight when a node dies are lost.
/// </summary>
internal sealed class PushLoad
{
    private static readonly TimeSpan LookForTheEnd = TimeSpan.FromMilliseconds(20);

    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Sends so many messages to one node, fewer if the end is asked for before.</summary>
    public Task RunAsync(string endpoint, int count, CancellationToken end) => Task.Factory.StartNew(
        () => Run(endpoint, count, end), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(string endpoint, int count, CancellationToken end)
    {
        using var context = new ZmqContext();
        using var push = context.CreateSocket(ZmqSocketType.Push);
        push.Linger = end.CanBeCanceled ? TimeSpan.Zero : TimeSpan.FromSeconds(60);
        push.Connect(endpoint);
        for (var i = 0; i < count && !end.IsCancellationRequested; i++)
        {
            var frame = Encoding.UTF8.GetBytes(
                $$"""{"message_id":"push-{{Interlocked.Increment(ref _sent)}}","timestamp":"2026-11-22T09:00:00Z","from":"pusher","content":"one of many in the test of the disk"}""");
            while (!push.TrySend(frame, LookForTheEnd) && !end.IsCancellationRequested)
            {
            }
        }
    }
}
