using Tapedeck.Analytics;
using Tapedeck.Ingest;
using Tapedeck.Journal;

namespace Tapedeck.Alerting;

/// <summary>Asks who knows, and measures the disk.</summary>
/// <param name="folder">What is recorded into.</param>
/// <param name="journal">Answers for the capture.</param>
/// <param name="readers">Answer for their sockets.</param>
/// <param name="analytics">Answers for what was said.</param>
/// <param name="time">The clock.</param>
internal sealed class AlertProbe(
    JournalFolder folder, IActorRef journal, IReadOnlyList<IActorRef> readers, IActorRef analytics, TimeProvider time)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    public async Task<AlertFacts> MeasureAsync()
    {
        var journaled = AskAsync<JournalProtocol.JournalSnapshot>(journal, JournalProtocol.GetJournalStatus.Instance);
        var analysed = AskAsync<AnalyticsProtocol.AnalyticsFacts>(analytics, AnalyticsProtocol.GetFacts.Instance);
        var read = await Task.WhenAll(readers.Select(reader =>
            AskAsync<IngestProtocol.ReaderSnapshot>(reader, IngestProtocol.GetReaderStatus.Instance))).ConfigureAwait(false);
        var snapshot = await journaled.ConfigureAwait(false);
        var error = snapshot is null
            ? $"the journal did not answer within {AnswerWithin.TotalSeconds:0} s"
            : snapshot.Error ?? read.FirstOrDefault(reader => reader?.Error is not null)?.Error;
        return new AlertFacts(
            time.GetUtcNow(), error, snapshot?.Counts.Quarantined, snapshot?.Gaps.Sum(gaps => gaps.Missing), FreeBytes(),
            await analysed.ConfigureAwait(false));
    }

    /// <returns>Null if there is no such answer in time.</returns>
    private static async Task<T?> AskAsync<T>(IActorRef who, object question)
        where T : class
    {
        try
        {
            return await who.Ask<object>(question, AnswerWithin).ConfigureAwait(false) as T;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(folder.Root).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
