namespace Tapedeck.Analytics;

/// <summary>A score with what it was worked out from.</summary>
/// <param name="Value">0 to 100, two decimals.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record Score(double Value, IReadOnlyList<ScorePart> Parts)
{
    private const int Decimals = 2;

    public static double Rounded(double value) => Math.Round(value, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>0 of nothing.</summary>
    public static double Percent(long count, long of) => of == 0 ? 0 : 100.0 * count / of;
}

/// <summary>One part of a score.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">0 to 100, two decimals; null if there is nothing to judge by, and it does not count.</param>
/// <param name="Inputs">What it was worked out from, in words.</param>
internal sealed record ScorePart(string Name, double? Value, string Inputs);
