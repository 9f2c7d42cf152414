using Tapedeck.Configuration;
using Tapedeck.Enrichment;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Host.Node;
using Envelope = Tapedeck.Enrichment.Envelope;

namespace Tapedeck.Host.Bench.Stages;

/// <summary>The stages from frame to line.</summary>
internal sealed class EnrichmentStages
{
    private const int Events = 1000;
    private const int Batch = 200;
    private const int Rendered = 16;

    private readonly Taxonomy _taxonomy = TaxonomyFile.Load(ShippedFiles.Taxonomy);
    private readonly Envelope _envelope = new();
    private readonly MessageText _text;
    private readonly LineBuffer _output = new(2 * 1024 * 1024);
    private readonly DateTimeOffset _receivedAt = DateTimeOffset.UtcNow;
    private readonly byte[][] _frames;
    private readonly byte[][] _texts;
    private readonly LoweredText[] _lowerTexts;

    public EnrichmentStages(LoadMessages messages)
    {
        _text = new MessageText(_envelope);
        _frames = [.. Enumerable.Range(0, Events).Select(number => messages[number].ToArray())];
        _texts = [.. _frames.Select(frame =>
        {
            _envelope.Read(frame);
            return _text.Of(frame).ToArray();
        })];
        _lowerTexts = [.. _texts.Select(text =>
        {
            var lowered = new LoweredText();
            lowered.Read(text);
            return lowered;
        })];
    }

    /// <summary>Bytes of an event's line on average; known once all was measured.</summary>
    public double LineBytes { get; private set; }

    public IEnumerable<StageFigure> Measure(CancellationToken stop)
    {
        var matcher = new TaxonomyMatcher(_taxonomy);
        var keywords = new KeywordCounter(_taxonomy.Keywords);
        var lower = new LoweredText();

        yield return Figure("parse", () => ForEach(_frames, frame =>
        {
            _envelope.Read(frame);
            _text.Of(frame);
        }));
        yield return Figure("lower case, counts", () => ForEach(_texts, text => lower.Read(text)));
        yield return Figure("domain, tier, tags", () => ForEach(_lowerTexts, text => matcher.Match(text.Bytes)));
        yield return Figure("keywords", () => ForEach(_lowerTexts, text => keywords.Count(text)));
        yield return Figure("MD5", Hash());
        yield return Figure("render", Render());
        yield return Figure("enriching, whole", Whole());

        StageFigure Figure(string stage, Action work) => new(stage, StageClock.NanosecondsPerEvent(Events, work, stop));
    }

    private Action Hash()
    {
        var hashes = new ContentHashes();
        return () =>
        {
            for (var start = 0; start < Events; start += Batch)
            {
                hashes.Clear();
                foreach (var text in _texts.AsSpan(start, Batch))
                    hashes.Add(text);
                hashes.Compute();
            }
        };
    }

    private Action Whole()
    {
        var enricher = new FrameEnricher(_taxonomy);
        var outcomes = new EnrichOutcome[Batch];
        return () =>
        {
            _output.Clear();
            var lines = 0L;
            for (var start = 0; start < Events; start += Batch)
            {
                for (var i = 0; i < Batch; i++)
                {
                    outcomes[i] = enricher.Begin(_frames[start + i], new FrameFacts("push"u8, _receivedAt), _output);
                    lines += outcomes[i].LineLength;
                }

                enricher.Finish(outcomes, _output);
            }

            LineBytes = (double)lines / Events;
        };
    }

    /// <summary>The lines of every so many frames, again and again, so that to read those counts for little.</summary>
    private Action Render()
    {
        var facts = new TextEnricher(_taxonomy);
        var line = new EventLineWriter(_taxonomy, _envelope, new RecordedTime());
        return () =>
        {
            _output.Clear();
            for (var i = 0; i < Rendered; i++)
            {
                var place = i * Events / Rendered;
                _envelope.Read(_frames[place]);
                var found = facts.Read(_texts[place]);
                for (var again = 0; again < Events / Rendered; again++)
                    line.Append(_output, _frames[place], new FrameFacts("push"u8, _receivedAt), found);
            }
        };
    }

    private static void ForEach<T>(T[] inputs, Action<T> work)
    {
        foreach (var input in inputs)
            work(input);
    }
}
