using Tapedeck.Client;

namespace Tapedeck.Tests.Client;

/// <summary>Values for tests that need one and do not care which.</summary>
internal static class Some
{
    public static CheckpointFacts Checkpoint { get; } = new(
        "2026-11-22T09-05-00Z_auto_1795338300", DateTimeOffset.UnixEpoch.AddDays(1), "auto", 3, 3000, 5, 7,
        "2026-11-22T09:00:00.000000Z", null, "0a1b", "2c3d");

    public static StatusSnapshot Status { get; } = new(
        "alpha", "embedded", "stopped", "the disk is full", DateTimeOffset.UnixEpoch, 12.5, 1000,
        new JournalStatus("/logs/current_session.jsonl", 2, 7, 1000, "group", "abc", 6, 8, 9, 10, 5, 4, 3, 2, DateTimeOffset.UnixEpoch.AddDays(1)),
        new ProducersStatus(2, [new ProducerStatus("claude_code/3f9a", 9, 2, "3-4")]),
        [new SocketStatus("push", "tcp://127.0.0.1:5557", 9, 900, 10, 20, 1, 0)],
        new CheckpointsStatus(2, Checkpoint, 5, DateTimeOffset.UnixEpoch.AddDays(2), 1, "no space left"),
        new AlertsStatus([new ActiveAlert("silence", "gemini_cli", DateTimeOffset.UnixEpoch.AddDays(2), "was last heard")], null, 1, 2, 3),
        new ReportsStatus("/reports/analytics_report_20261122_090500", DateTimeOffset.UnixEpoch.AddDays(3), DateTimeOffset.UnixEpoch.AddDays(4), "no space left"),
        new KeysStatus(3, 1, "no key"), new MaskedStatus(4, 3, 2, 1));
}
