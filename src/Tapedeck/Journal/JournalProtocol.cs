namespace Tapedeck.Journal;

/// <summary>What is said to the journal, and what it answers and publishes.</summary>
internal static class JournalProtocol
{
    /// <summary>
    /// Opens the files. Answered with <see cref="JournalOpened"/>, or a failure that says why they cannot be opened.
    /// </summary>
    public sealed record Open
    {
        public static readonly Open Instance = new();
    }

    /// <param name="Path">The session file.</param>
    /// <param name="LastSequence">Sequence of the last event already there; 0 in a new session.</param>
    public sealed record JournalOpened(string Path, long LastSequence);

    /// <summary>
    /// Published on the event stream once a block is durable, never before: from here on its events may be shown.
    /// </summary>
    /// <param name="FirstSequence">Sequence of the block's first event.</param>
    /// <param name="LastSequence">Sequence of its last event.</param>
    /// <param name="Offset">First byte of the block in the session file.</param>
    /// <param name="Bytes">Length of the block in bytes.</param>
    public sealed record BlockCommitted(long FirstSequence, long LastSequence, long Offset, int Bytes)
    {
        public int Count => (int)(LastSequence - FirstSequence + 1);
    }

    public sealed record GetJournalStatus
    {
        public static readonly GetJournalStatus Instance = new();
    }

    /// <param name="Path">The session file.</param>
    /// <param name="LastSequence">Sequence of the last durable event.</param>
    /// <param name="Bytes">Durable length of the session file.</param>
    /// <param name="Counts">What was recorded since the node started.</param>
    /// <param name="LastCommitAt">When the last block became durable; null before the first.</param>
    /// <param name="Error">Why nothing can be written at the moment, or null.</param>
    public sealed record JournalSnapshot(
        string Path, long LastSequence, long Bytes, JournalCounts Counts, DateTimeOffset? LastCommitAt, string? Error);
}

/// <summary>Totals since the node started, of durable lines only.</summary>
internal readonly record struct JournalCounts(
    long Events, long Quarantined, long UnknownSpeakers, long EmptyTexts, long Blocks)
{
    public static JournalCounts operator +(JournalCounts a, JournalCounts b) => new(
        a.Events + b.Events, a.Quarantined + b.Quarantined, a.UnknownSpeakers + b.UnknownSpeakers,
        a.EmptyTexts + b.EmptyTexts, a.Blocks + b.Blocks);
}
