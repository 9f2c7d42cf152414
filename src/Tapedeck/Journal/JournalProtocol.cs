using Tapedeck.Journal.Sessions;

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
    /// <param name="LastSequence">Sequence of the last event already there; 0 in a new journal.</param>
    public sealed record JournalOpened(string Path, long LastSequence);

    /// <summary>
    /// Published on the event stream once a block is durable, never before: from here on its events may be shown.
    /// </summary>
    /// <param name="End">Behind the block's last byte.</param>
    /// <param name="FirstSequence">Sequence of the block's first event.</param>
    /// <param name="LastSequence">Sequence of its last event.</param>
    /// <param name="Bytes">Length of the block in bytes.</param>
    public sealed record BlockCommitted(JournalPosition End, long FirstSequence, long LastSequence, int Bytes)
    {
        public int Count => (int)(LastSequence - FirstSequence + 1);
    }

    public sealed record GetJournalStatus
    {
        public static readonly GetJournalStatus Instance = new();
    }

    /// <param name="Path">The session file.</param>
    /// <param name="LastSequence">Sequence of the last durable event.</param>
    /// <param name="End">How far the journal is durable.</param>
    /// <param name="ChainHead">The chain's last link, hex.</param>
    /// <param name="Durability">When it flushes.</param>
    /// <param name="Counts">What was recorded since the node started.</param>
    /// <param name="LastCommitAt">When the last block became durable; null before the first.</param>
    /// <param name="Producers">Producers whose numbering is known.</param>
    /// <param name="Gaps">Those that have gaps, the most of them first; at most <see cref="GapsShown"/>.</param>
    /// <param name="Error">Why nothing can be written at the moment, or null.</param>
    public sealed record JournalSnapshot(
        string Path, long LastSequence, JournalPosition End, string ChainHead, string Durability, JournalCounts Counts, DateTimeOffset? LastCommitAt, int Producers,
        IReadOnlyList<ProducerGaps> Gaps, string? Error);

    /// <summary>Producers with gaps that a snapshot names.</summary>
    public const int GapsShown = 20;

    /// <param name="Producer">Its name.</param>
    /// <param name="LastNumber">The highest number it recorded.</param>
    /// <param name="Missing">Numbers below that never came.</param>
    /// <param name="Ranges">The first of them, <c>3-4 9-9</c>.</param>
    public sealed record ProducerGaps(string Producer, long LastNumber, long Missing, string Ranges)
    {
        private const int RangesShown = 5;

        /// <summary>The producers with the most missing; the quarantine's numbering is complete only once it is empty.</summary>
        public static IReadOnlyList<ProducerGaps> Most(IEnumerable<Producer> producers) =>
        [
            .. producers
                .Where(producer => producer.Missing.Count > 0 && producer.Name != ProducerLedger.Quarantine)
                .Select(producer => new ProducerGaps(
                    producer.Name, producer.Last, producer.MissingCount, string.Join(' ', producer.Missing.Take(RangesShown))))
                .OrderByDescending(gaps => gaps.Missing).ThenBy(gaps => gaps.Producer, StringComparer.Ordinal)
                .Take(GapsShown),
        ];
    }

    /// <summary>Asks which numbers of a producer are recorded. Answered with <see cref="NumbersSnapshot"/>.</summary>
    public sealed record GetNumbers(string Producer);

    /// <param name="Last">The highest number; 0 if there is none.</param>
    /// <param name="Missing">Ranges below it that are not recorded.</param>
    public sealed record NumbersSnapshot(long Last, IReadOnlyList<NumberRange> Missing)
    {
        public bool Has(long number) =>
            number <= Last && !Missing.Any(range => number >= range.First && number <= range.Last);
    }
}
