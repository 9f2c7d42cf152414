namespace Tapedeck.Journal;

/// <summary>
/// The numberings of the producers: what each has recorded, so that what comes again is stored once and what did not come
/// is known. The files are the truth; it is rebuilt from them.
/// </summary>
internal sealed class ProducerLedger
{
    /// <summary>The numbering of the quarantine's lines, for frames that are fed back from there.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Producers remembered. Of more, the one that recorded nothing for the longest time is forgotten.</summary>
    public const int Most = 100_000;

    private readonly Dictionary<string, Producer> _producers = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Producer> All => _producers.Values;

    public Producer? Of(string name) => _producers.GetValueOrDefault(name);

    /// <summary>The producer of that name, made if it is new.</summary>
    public Producer For(string name)
    {
        if (_producers.TryGetValue(name, out var known))
            return known;
        if (_producers.Count >= Most)
            ForgetLeastActive();
        var producer = new Producer(name);
        _producers.Add(name, producer);
        return producer;
    }

    public void Add(Producer producer) => _producers.Add(producer.Name, producer);

    private void ForgetLeastActive()
    {
        foreach (var producer in _producers.Values.OrderBy(producer => producer.LastActive).Take(Most / 10).ToList())
            _producers.Remove(producer.Name);
    }
}
