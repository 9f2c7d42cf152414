using Tapedeck.Client;

namespace Tapedeck.Tests.Client;

/// <summary>Values for tests that need one and do not care which.</summary>
internal static class Some
{
    public static StatusSnapshot Status { get; } = new(
        "alpha", "embedded", "stopped", "the disk is full", DateTimeOffset.UnixEpoch, 12.5, 1000,
        new JournalStatus("/logs/current_session.jsonl", 7, 1000, 6, 5, 4, 3, 2, DateTimeOffset.UnixEpoch.AddDays(1)),
        [new SocketStatus("push", "tcp://127.0.0.1:5557", 9, 900, 10, 20)]);
}
