using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Verification;

/// <summary>
/// What a folder holds at one moment: its sessions, and how far each file is whole. Beside a node that records it is what was
/// durable at that moment, and stays the same however the node goes on.
/// </summary>
/// <param name="Sessions">By the numbers that their indexes say, else those of their names.</param>
/// <param name="End">Behind the last event.</param>
/// <param name="Deliveries">Bytes of the deliveries.</param>
/// <param name="Quarantine">Bytes of the quarantine.</param>
/// <param name="IsLive">Whether a node records.</param>
internal sealed record FolderView(
    IReadOnlyList<NumberedSession> Sessions, JournalPosition End, long Deliveries, long Quarantine, bool IsLive)
{
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static FolderView Of(JournalFolder folder)
    {
        var isLive = FolderLock.IsHeld(folder);
        // Deliveries name events that were durable before them: their length is taken first.
        var (deliveries, quarantine) = (FileLength.Of(folder.Deliveries), FileLength.Of(folder.Quarantine));
        var end = DurableEnd.Of(folder);
        var sessions = SessionFile.All(folder).ToList();
        if (!isLive && sessions.All(session => session.IsClosed) && File.Exists(folder.Session))
            sessions.Add(SessionFile.Current(folder));
        return new FolderView(
            [.. sessions
                .Select(session => new NumberedSession(session, NumberIn(folder, session)))
                .Where(session => !isLive || session.Number < end.Session || (session.Number == end.Session && end.Offset > 0))
                .OrderBy(session => session.Number).ThenBy(session => session.File.Number)],
            end, deliveries, quarantine, isLive);
    }

    private static long NumberIn(JournalFolder folder, SessionFile session) =>
        // Only a closed session's number stands in its name as well.
        session.IsClosed ? IndexReader.NumberOf(session.Index) ?? session.Number : SessionFile.Current(folder).Number;
}

/// <summary>A session and its number.</summary>
/// <param name="File">Its files.</param>
/// <param name="Number">As its index says.</param>
internal sealed record NumberedSession(SessionFile File, long Number);
