using System.Text.Json.Serialization;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal;

/// <summary>
/// The session with its index, the deliveries and the quarantine, open for appending by this node alone, which holds the
/// folder's <see cref="FolderLock"/>. <see cref="JournalRecovery"/> opens it.
/// </summary>
internal sealed class OpenJournal(
    IStorage storage, JournalFolder folder, AppendFile session, SessionIndex index, AppendFile deliveries,
    AppendFile quarantine, long lastSequence) : IDisposable
{
    private AppendFile _session = session;
    private SessionIndex _index = index;

    /// <summary>Sequence of the last durable event.</summary>
    public long LastSequence { get; private set; } = lastSequence;

    /// <summary>What opening found and did.</summary>
    public IReadOnlyList<RecoveryNote> Notes { get; init; } = [];

    /// <summary>How far the files are durable at this moment.</summary>
    public JournalLengths Durable => new(
        _index.Number, _session.DurableLength, deliveries.DurableLength, quarantine.DurableLength);

    /// <summary>The chain's last link.</summary>
    public ChainHash ChainHead => _index.Head;

    /// <summary>When the session was begun.</summary>
    public DateTimeOffset SessionBegunAt => _index.BegunAt;

    /// <summary>
    /// Writes and flushes a block. When it returns, every line of it is durable and its index record is there for readers to
    /// see. A delivery names its event, so it is written only once that is durable.
    /// </summary>
    /// <param name="block">The lines.</param>
    /// <param name="oneByOne">Whether each event is flushed before the next is written.</param>
    /// <param name="time">The clock, for the index.</param>
    /// <returns>Flushes of the session.</returns>
    /// <exception cref="IOException">
    /// A write or flush failed: close this journal, open it anew with what is <see cref="Durable"/>, commit the block again,
    /// which goes on where it failed.
    /// </exception>
    public int Commit(Block block, bool oneByOne, TimeProvider time)
    {
        quarantine.Write(block.PendingQuarantine);
        quarantine.Flush();
        block.QuarantineIsDurable();
        var flushes = block.PendingEvents.IsEmpty ? 0
            : oneByOne ? CommitOneByOne(block, time)
            : Commit(block, block.PendingEvents, (int)block.Counts.Events - block.DurableEvents, block.Times, time);
        deliveries.Write(block.Deliveries);
        deliveries.Flush();
        return flushes;
    }

    /// <summary>Closes the session and begins the next one.</summary>
    /// <exception cref="IOException">It failed on the way: close this journal, open it anew, which finishes it.</exception>
    public void Roll(DateTimeOffset now)
    {
        _index.Close(now);
        Dispose(_session, _index);
        SessionRoll.Move(storage, folder, _index.Number, now);
        (_session, _index) = JournalRecovery.BeginSession(storage, folder, now);
    }

    /// <summary>Makes the index durable, so that the next start has nothing to make again.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void FlushIndex() => _index.Flush();

    public void Dispose() => Dispose(_session, _index, deliveries, quarantine);

    private int CommitOneByOne(Block block, TimeProvider time)
    {
        var flushes = 0;
        for (; !block.PendingEvents.IsEmpty; flushes++)
        {
            var line = block.PendingEvents[..(block.PendingEvents.IndexOf((byte)'\n') + 1)];
            Commit(block, line, 1, EventTimes.None.With(LineTime.Of(line)), time);
        }

        return flushes;
    }

    private int Commit(Block block, ReadOnlySpan<byte> lines, int count, EventTimes times, TimeProvider time)
    {
        _session.Write(lines);
        _session.Flush();
        var first = block.FirstSequence + block.DurableEvents;
        block.EventsAreDurable(count, lines.Length);
        LastSequence = first + count - 1;
        _index.Append(lines, first, count, times, time.GetUtcNow());
        return 1;
    }

    private static void Dispose(params ReadOnlySpan<IDisposable> files)
    {
        foreach (var file in files)
            file.Dispose();
    }
}

/// <summary>How far a journal was durable, in bytes of each file.</summary>
/// <param name="SessionNumber">Which session.</param>
/// <param name="Session">Its bytes.</param>
/// <param name="Deliveries">Bytes of the deliveries.</param>
/// <param name="Quarantine">Bytes of the quarantine.</param>
internal readonly record struct JournalLengths(long SessionNumber, long Session, long Deliveries, long Quarantine)
{
    /// <summary>Behind the last durable event.</summary>
    [JsonIgnore]
    public JournalPosition SessionEnd => new(SessionNumber, Session);
}
