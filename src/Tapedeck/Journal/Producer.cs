using System.Runtime.InteropServices;

namespace Tapedeck.Journal;

/// <summary>Which numbers of one producer's numbering are recorded: all up to the last, but for the missing ranges.</summary>
internal sealed class Producer(string name, long last = 0, IEnumerable<NumberRange>? missing = null)
{
    /// <summary>Gaps a producer may have at a time.</summary>
    public const int MostGaps = 1000;

    private readonly List<NumberRange> _missing = [.. missing ?? []];

    public string Name { get; } = name;

    /// <summary>The highest number taken; 0 before the first.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Sequence of the last event it had a part in, by which the least active is known.</summary>
    public long LastActive { get; set; }

    /// <summary>Ranges below <see cref="Last"/> that never came, in order.</summary>
    public IReadOnlyList<NumberRange> Missing => _missing;

    /// <summary>How many numbers are missing; no more than <see cref="long.MaxValue"/> of them.</summary>
    public long MissingCount => (long)_missing.Aggregate(
        UInt128.Zero, (sum, range) => sum + (UInt128)range.Count, sum => UInt128.Min(sum, long.MaxValue));

    public bool Has(long number) => number <= Last && Find(number) < 0;

    /// <summary>Takes a number, unless it is there already, or would leave one gap too many.</summary>
    public NumberAdmission Take(long number)
    {
        if (number <= Last)
            return TakeMissing(number);
        if (number > Last + 1)
        {
            if (_missing.Count >= MostGaps && Name != ProducerLedger.Quarantine)
                return NumberAdmission.TooManyGaps;
            _missing.Add(new NumberRange(Last + 1, number - 1));
        }

        Last = number;
        return NumberAdmission.New;
    }

    /// <summary>Takes numbers in any order; ones that are there already change nothing.</summary>
    public void TakeAll(List<long> numbers)
    {
        numbers.Sort();
        foreach (var number in CollectionsMarshal.AsSpan(numbers))
        {
            if (number <= Last)
            {
                TakeMissing(number);
                continue;
            }

            if (number > Last + 1)
                _missing.Add(new NumberRange(Last + 1, number - 1));
            Last = number;
        }
    }

    private NumberAdmission TakeMissing(long number)
    {
        var at = Find(number);
        if (at < 0)
            return NumberAdmission.Known;
        var range = _missing[at];
        _missing.RemoveAt(at);
        if (number < range.Last)
            _missing.Insert(at, range with { First = number + 1 });
        if (number > range.First)
            _missing.Insert(at, range with { Last = number - 1 });
        return NumberAdmission.New;
    }

    /// <summary>Index of the missing range that a number lies in; negative if in none.</summary>
    private int Find(long number)
    {
        var (low, high) = (0, _missing.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (number < _missing[middle].First)
                high = middle - 1;
            else if (number > _missing[middle].Last)
                low = middle + 1;
            else
                return middle;
        }

        return -1;
    }
}

/// <summary>Numbers from the first to the last, both of them in it; written <c>3-4</c>.</summary>
internal readonly record struct NumberRange(long First, long Last)
{
    public long Count => Last - First + 1;

    public override string ToString() => $"{First}-{Last}";

    /// <summary>Reads <c>3-4</c>.</summary>
    /// <exception cref="FormatException">It is no range.</exception>
    public static NumberRange Parse(string text) =>
        TryParse(text, out var range) ? range : throw new FormatException($"\"{text}\" is no range such as 3-4");

    /// <summary>Reads <c>3-4</c>; false if it is no range.</summary>
    public static bool TryParse(string text, out NumberRange range)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        range = default;
        if (dash <= 0 || !long.TryParse(text.AsSpan(0, dash), out var first) || !long.TryParse(text.AsSpan(dash + 1), out var last)
            || first <= 0 || first > last)
            return false;
        range = new NumberRange(first, last);
        return true;
    }
}

/// <summary>What became of a number.</summary>
internal enum NumberAdmission
{
    New,
    Known,
    TooManyGaps,
}
