namespace Tapedeck.Host.Bench;

/// <summary>Values in order, to ask for the median and the like.</summary>
internal readonly struct Quantiles
{
    private readonly double[] _sorted;

    /// <param name="values">At least one.</param>
    public Quantiles(IEnumerable<double> values)
    {
        _sorted = [.. values];
        Array.Sort(_sorted);
    }

    public double Median => _sorted.Length % 2 == 1
        ? _sorted[_sorted.Length / 2]
        : (_sorted[(_sorted.Length / 2) - 1] + _sorted[_sorted.Length / 2]) / 2;

    public double Least => _sorted[0];

    public double Most => _sorted[^1];

    /// <summary>The value that this share of all does not exceed (nearest rank).</summary>
    public double At(double share) => _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
