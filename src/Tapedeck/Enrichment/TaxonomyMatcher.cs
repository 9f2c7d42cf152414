using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>
/// Finds the domain, the tier and the tags of a text in one pass over its lower-cased UTF-8. The result of the last
/// <see cref="Match"/> is kept here, so one matcher serves one enricher.
/// </summary>
internal sealed class TaxonomyMatcher
{
    private enum Target : byte
    {
        Domain,
        Tier,
        Tag,
    }

    // One keyword in one role; a word that serves a domain and a tier is two rules.
    private readonly record struct Rule(Target Target, int Index, int Length, bool Whole, bool WordFirst, bool WordLast);

    private readonly Rule[] _rules;
    private readonly bool[] _seen;
    private readonly int[] _scores;
    private readonly bool[] _tags;
    private readonly int _defaultDomain;
    private readonly int _defaultTier;
    private readonly PatternAutomaton _automaton;
    private readonly PatternScan _scan;

    /// <summary>Compiles the rules of <paramref name="taxonomy"/>.</summary>
    public TaxonomyMatcher(Taxonomy taxonomy)
    {
        var rules = new List<Rule>();
        var patterns = new List<byte[]>();
        for (var i = 0; i < taxonomy.Domains.Count; i++)
            Add(Target.Domain, i, taxonomy.Domains[i].Keywords, whole: false);
        for (var i = 0; i < taxonomy.Tiers.Count; i++)
            Add(Target.Tier, i, taxonomy.Tiers[i].Phrases, whole: false);
        for (var i = 0; i < taxonomy.Tags.Count; i++)
        {
            Add(Target.Tag, i, taxonomy.Tags[i].Words, whole: true);
            Add(Target.Tag, i, taxonomy.Tags[i].Phrases, whole: false);
        }

        _rules = [.. rules];
        _seen = new bool[rules.Count];
        _scores = new int[taxonomy.Domains.Count];
        _tags = new bool[taxonomy.Tags.Count];
        _defaultDomain = taxonomy.Domains.Select(domain => domain.Name).ToList().IndexOf(taxonomy.DefaultDomain);
        _defaultTier = taxonomy.Tiers.Count;
        _automaton = new PatternAutomaton(patterns);
        _scan = new PatternScan(_automaton);

        void Add(Target target, int index, IReadOnlyList<string> texts, bool whole)
        {
            foreach (var text in texts.Select(text => text.ToLowerInvariant()).Distinct())
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                rules.Add(new Rule(target, index, bytes.Length, whole,
                    WordCharacters.WordAt(bytes, 0), WordCharacters.WordBefore(bytes, bytes.Length)));
                patterns.Add(bytes);
            }
        }
    }

    /// <summary>Index of the domain with the highest score, the first of equals; the default domain for none.</summary>
    public int Domain { get; private set; }

    /// <summary>Index of the tier; the number of tiers stands for the default tier.</summary>
    public int Tier { get; private set; }

    /// <summary>For each tag whether the text has it.</summary>
    public ReadOnlySpan<bool> Tags => _tags;

    /// <summary>Reads a lower-cased text; the properties then tell what was found.</summary>
    public void Match(ReadOnlySpan<byte> lower)
    {
        Array.Clear(_seen);
        Array.Clear(_scores);
        Array.Clear(_tags);
        Tier = _defaultTier;

        for (var at = 0; at < lower.Length;)
        {
            at = _scan.Read(lower, at);
            for (var i = 0; i < _scan.Count; i++)
                Apply(_scan[i], lower);
        }

        Domain = _defaultDomain;
        var best = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            if (_scores[i] > best)
                (best, Domain) = (_scores[i], i);
        }
    }

    private void Apply(PatternScan.Hit hit, ReadOnlySpan<byte> lower)
    {
        foreach (var index in _automaton.Ending(hit.Row))
        {
            if (!_seen[index])
                Apply(index, lower, hit.End);
        }
    }

    private void Apply(int index, ReadOnlySpan<byte> lower, int end)
    {
        ref readonly var rule = ref _rules[index];
        if (rule.Whole && (WordCharacters.WordBefore(lower, end - rule.Length) == rule.WordFirst
            || WordCharacters.WordAt(lower, end) == rule.WordLast))
            return;
        _seen[index] = true;
        if (rule.Target == Target.Domain)
            _scores[rule.Index]++;
        else if (rule.Target == Target.Tier)
            Tier = Math.Min(Tier, rule.Index);
        else
            _tags[rule.Index] = true;
    }
}
