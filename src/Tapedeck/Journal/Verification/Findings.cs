namespace Tapedeck.Journal.Verification;

/// <summary>What a verification found: all are counted, the first ones are kept.</summary>
internal sealed class Findings
{
    /// <summary>How many are kept.</summary>
    public const int MostListed = 100;

    private readonly List<Finding> _listed = [];

    public long Count { get; private set; }

    public IReadOnlyList<Finding> Listed => _listed;

    public void Add(Finding finding)
    {
        Count++;
        if (_listed.Count < MostListed)
            _listed.Add(finding);
    }

    /// <summary>Counts more of a kind that is listed already.</summary>
    public void AddUnlisted(long count) => Count += count;
}
