using Tapedeck.Journal.Recovery;

namespace Tapedeck.Journal.Verification;

/// <summary>Events that a recovery found to be lost, and said so in its note.</summary>
/// <param name="FirstSequence">The first.</param>
/// <param name="LastSequence">The last.</param>
/// <param name="File">The file they were in.</param>
/// <param name="Reason">Why they are lost.</param>
/// <param name="RecoveredAt">When that was found, UTC.</param>
internal sealed record KnownLoss(long FirstSequence, long LastSequence, string File, string Reason, DateTimeOffset RecoveredAt);

/// <summary>The losses that the notes in a folder's <c>recovery/</c> tell of; a gap in the sequences that they cover is no fault.</summary>
internal sealed class KnownLosses
{
    private KnownLosses(IReadOnlyList<KnownLoss> all) => All = all;

    /// <summary>In the order of their sequences; what two notes tell is here once.</summary>
    public IReadOnlyList<KnownLoss> All { get; }

    /// <summary>Sequence of the last event that was ever lost, which no other event gets; 0 if none was.</summary>
    public long Last => All.Select(loss => loss.LastSequence).DefaultIfEmpty().Max();

    /// <exception cref="IOException">A note cannot be read.</exception>
    public static KnownLosses Of(JournalFolder folder) => new([
        .. RecoveryNote.OfLosses(folder)
            .Select(note => NumberRange.TryParse(note.Lost!, out var lost)
                ? new KnownLoss(lost.First, lost.Last, note.File, note.Reason, note.RecoveredAt)
                : null)
            .OfType<KnownLoss>()
            .OrderBy(loss => loss.FirstSequence).ThenBy(loss => loss.RecoveredAt)
            .DistinctBy(loss => (loss.FirstSequence, loss.LastSequence))]);

    /// <summary>Whether any sequence of a range, both ends in it, is known to be lost.</summary>
    public bool Touch(long first, long last) => All.Any(loss => loss.FirstSequence <= last && first <= loss.LastSequence);

    /// <summary>Whether every sequence of a range, both ends in it, is known to be lost.</summary>
    public bool Cover(long first, long last)
    {
        foreach (var loss in All)
        {
            if (loss.FirstSequence <= first && first <= loss.LastSequence)
                first = loss.LastSequence + 1;
        }

        return first > last;
    }
}
