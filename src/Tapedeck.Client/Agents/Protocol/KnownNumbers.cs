namespace Tapedeck.Client;

/// <summary>Numbers from the first to the last, both included.</summary>
internal readonly record struct NumberRange(long First, long Last);

/// <summary>Which numbers of a producer a node has, as WELCOME tells it.</summary>
/// <param name="Last">The highest number it took; 0 for a new producer.</param>
/// <param name="Missing">Ranges below that never arrived, ascending: the lowest 64.</param>
internal sealed record KnownNumbers(long Last, IReadOnlyList<NumberRange> Missing)
{
    private const int RangeLimit = 64;

    /// <summary>What is known of a producer before its first WELCOME.</summary>
    public static readonly KnownNumbers None = new(0, []);

    /// <summary>
    /// Whether the node surely has a number. Behind the last range of a full list more may be missing, so nothing there counts.
    /// </summary>
    public bool Has(long number)
    {
        if (number > (Missing.Count < RangeLimit ? Last : Missing[^1].Last))
            return false;
        foreach (var range in Missing)
            if (number >= range.First && number <= range.Last)
                return false;
        return true;
    }
}
