using System.Buffers;
using System.Text.Json;
using Tapedeck.Query;

namespace Tapedeck.Analytics;

/// <summary>
/// Tallies a journal from its files, in bounded memory: one thread reads, the others tally chunks of lines, and what they come to
/// is put together in the order of the journal.
/// </summary>
/// <param name="matcher">Which events; null for all.</param>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed class JournalTally(EventMatcher? matcher, TimeSpan naiveOffset)
{
    private const int ChunkBytes = 2 * 1024 * 1024;

    private static readonly int MostInFlight = 2 * Environment.ProcessorCount;

    private readonly Queue<Task<Chunk>> _inFlight = [];

    /// <summary>All that was read so far.</summary>
    public ConversationTally Total { get; } = new();

    /// <summary>Lines that are no event, or nested deeper than is read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Some lines, and what they come to.</summary>
    private sealed record Chunk(byte[] Lines, int Length, ConversationTally Tally, long Unreadable);

    /// <summary>Reads to the present end.</summary>
    /// <param name="reader">Where the lines come from.</param>
    /// <param name="progress">Is told the bytes that were read.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public void Run(JournalReader reader, Action<long> progress, CancellationToken stop)
    {
        var (lines, length) = (ArrayPool<byte>.Shared.Rent(ChunkBytes), 0);
        while (reader.TryReadLine(out var line))
        {
            stop.ThrowIfCancellationRequested();
            if (length > 0 && length + line.Length + 1 > lines.Length)
            {
                Begin(lines, length);
                progress(length);
                (lines, length) = (ArrayPool<byte>.Shared.Rent(Math.Max(ChunkBytes, line.Length + 1)), 0);
            }
            else if (line.Length + 1 > lines.Length)
            {
                ArrayPool<byte>.Shared.Return(lines);
                lines = ArrayPool<byte>.Shared.Rent(line.Length + 1);
            }

            line.CopyTo(lines.AsSpan(length));
            lines[length + line.Length] = (byte)'\n';
            length += line.Length + 1;
        }

        Begin(lines, length);
        progress(length);
        while (_inFlight.Count > 0)
            Take();
    }

    private void Begin(byte[] lines, int length)
    {
        if (_inFlight.Count == MostInFlight)
            Take();
        _inFlight.Enqueue(Task.Run(() =>
        {
            var tally = new ConversationTally();
            return new Chunk(lines, length, tally, Add(lines.AsSpan(0, length), tally));
        }));
    }

    /// <summary>Puts the oldest chunk to the rest.</summary>
    private void Take()
    {
        var chunk = _inFlight.Dequeue().GetAwaiter().GetResult();
        if (!Total.TryAdd(chunk.Tally))
            Add(chunk.Lines.AsSpan(0, chunk.Length), Total);
        Unreadable += chunk.Unreadable;
        ArrayPool<byte>.Shared.Return(chunk.Lines);
    }

    /// <returns>Lines that are no event.</returns>
    private long Add(ReadOnlySpan<byte> lines, ConversationTally tally)
    {
        var line = new TalliedLine(naiveOffset);
        var unreadable = 0L;
        while (!lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n');
            var text = lines[..length];
            lines = lines[(length + 1)..];
            if (!line.TryRead(text) || Matches(text) is not { } isWanted)
                unreadable++;
            else if (isWanted)
                tally.Add(line, text);
        }

        return unreadable;
    }

    /// <returns>Null if it cannot be told.</returns>
    private bool? Matches(ReadOnlySpan<byte> line)
    {
        try
        {
            return matcher is null || matcher.Matches(RecordedEvent.Parse(line));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
