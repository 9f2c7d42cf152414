using System.Globalization;
using System.Text;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Host.Bench;

/// <summary>
/// How long events took from received to durable: the time in their line against that of their block's index record.
/// </summary>
internal static class DurableLatencies
{
    private const string TimeForm = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private static ReadOnlySpan<byte> RecordedAt => "\"recorded_at\":\""u8;

    /// <summary>Of the events from this sequence on, in µs.</summary>
    /// <param name="folder">A session that nobody writes to at the moment.</param>
    /// <param name="firstSequence">The first event of a block.</param>
    /// <param name="from">Only of those received since, µs since 1970.</param>
    /// <param name="to">And before.</param>
    public static IReadOnlyList<double> Of(
        JournalFolder folder, long firstSequence, long from = long.MinValue, long to = long.MaxValue)
    {
        var latencies = new List<double>();
        using var index = IndexReader.TryOpen(folder.Index) ?? throw new FileNotFoundException(null, folder.Index);
        using var session = File.OpenHandle(folder.Session, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        for (var place = 1L; index.TryRead(place, out var block); place++)
        {
            if (block.Kind != IndexRecordKind.Block || block.FirstSequence < firstSequence)
                continue;
            var bytes = new byte[block.Bytes];
            RandomAccess.Read(session, bytes, block.Place);
            foreach (var line in bytes.AsSpan().Split((byte)'\n'))
            {
                if (line.End.Value > line.Start.Value && ReceivedAt(bytes.AsSpan(line)) is var at && at >= from && at < to)
                    latencies.Add(block.MadeAt - at);
            }
        }

        return latencies;
    }

    /// <summary>When the event was received, µs since 1970. The recorder's own keys are the last of a line.</summary>
    private static long ReceivedAt(ReadOnlySpan<byte> line)
    {
        var text = line.Slice(line.LastIndexOf(RecordedAt) + RecordedAt.Length, TimeForm.Length);
        return IndexRecord.Microseconds(DateTimeOffset.ParseExact(
            Encoding.ASCII.GetString(text), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }
}
