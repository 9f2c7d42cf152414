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
    private const int Rendered = 16;

    private readonly Taxonomy _taxonomy = TaxonomyFile.Load(ShippedFiles.Taxonomy);
    private readonly Envelope _envelope = new();
    private readonly MessageText _text;
    private readonly LineBuffer _output = new(2 * 1024 * 1024);
    private readonly DateTimeOffset _receivedAt = DateTimeOffset.UtcNow;
    private readonly byte[][] _frames;
    private readonly byte[][] _texts;
    private readonly byte[][] _lowerTexts;

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
            _output.Clear();
            LowerCase.Append(text, _output);
            return _output.Written.ToArray();
        })];
    }

    /// <summary>Bytes of an event's line on average; known once all was measured.</summary>
    public double LineBytes { get; private set; }

    public IEnumerable<StageFigure> Measure(CancellationToken stop)
    {
        var matcher = new TaxonomyMatcher(_taxonomy);
        var keywords = new KeywordCounter(_taxonomy.Keywords);
        var enricher = new FrameEnricher(_taxonomy);
        var hash = new byte[Md5.Length];

        yield return Figure("parse", () => ForEach(_frames, frame =>
        {
            _envelope.Read(frame);
            _text.Of(frame);
        }));
        yield return Figure("domain, tier, tags", () => ForEach(_lowerTexts, text => matcher.Match(text)));
        yield return Figure("keywords", () => ForEach(_lowerTexts, text => keywords.Count(text)));
        yield return Figure("MD5", () => ForEach(_texts, text => Md5.Hash(text, hash)));
        yield return Figure("render", Render());
        yield return Figure("enriching, whole", () =>
        {
            _output.Clear();
            var lines = 0L;
            foreach (var frame in _frames)
                lines += enricher.Enrich(frame, new FrameFacts("push"u8, _receivedAt), _output).LineLength;
            LineBytes = (double)lines / Events;
        });

        StageFigure Figure(string stage, Action work) => new(stage, StageClock.NanosecondsPerEvent(Events, work, stop));
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

    private static void ForEach(byte[][] inputs, Action<byte[]> work)
    {
        foreach (var input in inputs)
            work(input);
    }
}
