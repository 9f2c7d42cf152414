using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Query;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Node;

/// <summary>
/// Readers of the folder beside a node that records at full speed and rolls. Invariants: never half a line, never a line that
/// the index does not have, every event once and in order over the sessions.
/// </summary>
public sealed class ReadWhileRecordingTests : IDisposable
{
    private const int Count = 20_000;
    private const int RecordBytes = 128;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tail_and_a_reader_have_every_event_once_in_order_and_none_too_early()
    {
        var logs = _folder.File("logs");
        await using var node = await HostProcess.StartNodeAsync(logs, "--set", "tapedeck.journal.roll=1MiB");
        await using var tail = HostProcess.Start("tail", "-n", Count.ToString(CultureInfo.InvariantCulture), "-f", "--json", "--logs", logs);
        var reading = Task.Factory.StartNew(
            () => ReadAll(logs), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await new PushLoad().RunAsync(node.Push, Count, CancellationToken.None);
        var read = await reading.WaitAsync(TimeSpan.FromSeconds(120));
        await Eventually.IsTrueAsync(() => tail.OutputLines.Count >= Count, $"the tail has {Count} lines");
        Assert.Equal(0, await node.Process.TerminateAsync());
        await tail.InterruptAsync();

        Assert.Equal(Enumerable.Range(1, Count).Select(number => $"push-{number}"), read.Select(IdOf));
        Assert.Equal(read, tail.OutputLines);
        Assert.Equal(read, ChainCheck.LinesOf(ChainCheck.Prove(logs)).Select(Encoding.UTF8.GetString));
        Assert.InRange(Directory.GetFiles(Path.Combine(logs, "sessions"), "*.jsonl").Length, 3, 100);
    }

    private static List<string> ReadAll(string logs)
    {
        using var reader = JournalReader.OfFolder(new JournalFolder(logs));
        var read = new List<string>(Count);
        while (read.Count < Count)
        {
            if (!reader.TryReadLine(out var line))
            {
                Thread.Yield();
                continue;
            }

            read.Add(Encoding.UTF8.GetString(line));
            if (read.Count % 50 == 0)
                Assert.True(IndexedIn(logs, reader.Position.Session) >= reader.Position.Offset, $"{reader.Position} is read and not indexed");
        }

        return read;
    }

    /// <summary>How far the index of a session goes, by its last record.</summary>
    private static long IndexedIn(string logs, long session)
    {
        while (true)
        {
            var path = Path.Combine(logs, "sessions") is var closed && Directory.Exists(closed)
                && Directory.EnumerateFiles(closed, $"{session:D6}_*.index").FirstOrDefault() is { } found
                ? found
                : Path.Combine(logs, "current_session.index");
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var header = new byte[RecordBytes];
                file.ReadExactly(header);
                if (BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8)) != session)
                    continue; // rolled meanwhile
                var record = new byte[RecordBytes];
                file.Position = ((file.Length / RecordBytes) - 1) * RecordBytes;
                file.ReadExactly(record);
                return BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(8)) + BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(16));
            }
            catch (Exception moved) when (moved is FileNotFoundException or EndOfStreamException)
            {
                // rolled meanwhile
            }
        }
    }

    private static string? IdOf(string line) => JsonElement.Parse(line).GetProperty("Id").GetString();
}
