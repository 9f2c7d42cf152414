using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using static Tapedeck.Analytics.AnalyticsProtocol;

namespace Tapedeck.Analytics;

/// <summary>What the running totals say at one moment.</summary>
/// <param name="Report">Of all events; its timestamp is that of the moment.</param>
/// <param name="Facts">What alerts watch.</param>
internal sealed record Published(AnalyticsReport Report, AnalyticsFacts Facts);

/// <summary>
/// The work of the analytics on threads that give way to the capture: follows the journal, and reads it anew for reports of a part
/// of it. Of the running totals one piece of work at a time.
/// </summary>
/// <param name="folder">The journal.</param>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Ends the work on the way.</param>
internal sealed class AnalyticsWork(JournalFolder folder, TimeSpan naiveOffset, TimeProvider time, CancellationToken stop) : IDisposable
{
    /// <summary>How old what is published becomes while there is much to read.</summary>
    public static readonly TimeSpan PublishEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(5);

    private LiveTally? _tally;
    private long _savedSequence;
    private long _savedAt = time.GetTimestamp();

    /// <summary>Tallies what came since, and saves a snapshot when that is due.</summary>
    /// <param name="end">How far the journal is durable.</param>
    /// <param name="publish">Is told how it stands, from time to time and in the end; on the thread that works.</param>
    /// <returns>Why no snapshot could be saved; null if it could, or none was due.</returns>
    public Task<string?> CatchUpAsync(JournalPosition end, Action<Published> publish) => BackgroundThread.Run(() =>
    {
        try
        {
            Open(end);
            var published = time.GetTimestamp();
            _tally!.CatchUp(end, () =>
            {
                if (time.GetElapsedTime(published) < PublishEvery)
                    return;
                publish(Publish());
                published = time.GetTimestamp();
            }, stop);
            publish(Publish());
            return time.GetElapsedTime(_savedAt) < SaveEvery ? null : Save();
        }
        catch
        {
            // It may have stopped within a block: what was tallied is begun anew from the snapshot.
            _tally?.Dispose();
            _tally = null;
            throw;
        }
    });

    /// <summary>Saves a snapshot of what is tallied.</summary>
    /// <returns>Why it could not be; null if it was.</returns>
    public Task<string?> SaveAsync() => BackgroundThread.Run(() => _tally is null ? null : Save());

    /// <summary>Reads the journal for a report of the events that pass a filter.</summary>
    public Task<ReportMade> MakeAsync(EventFilter filter, JournalPosition end, long lastSequence) => BackgroundThread.Run(() =>
    {
        var tally = new FilteredTally(filter, naiveOffset);
        using var blocks = new BlockReader(folder, filter.After ?? 0, long.MaxValue, end, tally.Within);
        while (blocks.TryRead(out _, out var lines))
        {
            stop.ThrowIfCancellationRequested();
            tally.Add(lines);
        }

        return new ReportMade(Reports.Of(tally.Total, time.GetUtcNow(), tally.Unreadable, deliveries: null), lastSequence);
    }, BackgroundThread.Behind);

    public void Dispose() => _tally?.Dispose();

    private void Open(JournalPosition end)
    {
        if (_tally is not null)
            return;
        _tally = AnalyticsSnapshot.Open(folder, naiveOffset, end);
        _savedSequence = _tally.LastSequence;
    }

    private string? Save()
    {
        _savedAt = time.GetTimestamp();
        if (_savedSequence == _tally!.LastSequence)
            return null;
        try
        {
            AnalyticsSnapshot.Write(folder, _tally);
            _savedSequence = _tally.LastSequence;
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    private Published Publish()
    {
        var now = time.GetUtcNow();
        var report = Reports.Of(_tally!.Total, now, _tally.Unreadable, _tally.Deliveries);
        var heard = _tally.Total.Turns.Heard().Where(speaker => speaker.Value != LineTime.Unknown)
            .OrderByDescending(speaker => speaker.Value).Take(MostHeard)
            .Select(speaker => new SpeakerHeard(speaker.Key, IndexRecord.Time(speaker.Value)));
        return new Published(report, new AnalyticsFacts(
            _tally.LastSequence, report.TotalItems, report.CollaborationScore, report.InsightScore, [.. heard],
            _tally.Undelivered.Count(IndexRecord.Microseconds(now))));
    }
}
