using BenchmarkDotNet.Attributes;
using Tapedeck.Configuration;
using Tapedeck.Enrichment;
using Tapedeck.Host.Bench.Load;
using Envelope = Tapedeck.Enrichment.Envelope;

namespace Tapedeck.Benchmarks.Enrichment;

/// <summary>
/// Time per event, single-threaded, of the whole way from frame to line and of its stages. The frames are the lines of
/// the file named by TAPEDECK_WIRE, <c>@ID@</c> standing for a unique id; without it, those that <c>tapedeck bench</c> sends.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class EnrichmentBenchmarks
{
    private const int Events = 1000;
    private const int Batch = 200;

    private readonly Envelope _envelope = new();
    private readonly LineBuffer _output = new(1 << 20);
    private readonly LoweredText _lower = new();
    private readonly ContentHashes _hashes = new();
    private readonly EnrichOutcome[] _outcomes = new EnrichOutcome[Batch];
    private readonly DateTimeOffset _recordedAt = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private FrameEnricher _enricher = null!;
    private TextEnricher _facts = null!;
    private TaxonomyMatcher _matcher = null!;
    private KeywordCounter _keywords = null!;
    private EventLineWriter _line = null!;
    private MessageText _text = null!;
    private byte[][] _frames = [];
    private byte[][] _texts = [];
    private LoweredText[] _lowerTexts = [];

    /// <summary>Reads the frames.</summary>
    [GlobalSetup]
    public void ReadFrames()
    {
        var taxonomy = TaxonomyFile.Load(Path.Combine(AppContext.BaseDirectory, "hocon", "taxonomy.conf"));
        _enricher = new FrameEnricher(taxonomy);
        _facts = new TextEnricher(taxonomy);
        _matcher = new TaxonomyMatcher(taxonomy);
        _keywords = new KeywordCounter(taxonomy.Keywords);
        _line = new EventLineWriter(taxonomy, _envelope, new RecordedTime());
        _text = new MessageText(_envelope);
        var messages = LoadMessages.Of(Environment.GetEnvironmentVariable("TAPEDECK_WIRE"));
        _frames = [.. Enumerable.Range(0, Events).Select(number => messages[number].ToArray())];
        _texts = [.. _frames.Select(TextOf)];
        _lowerTexts = [.. _texts.Select(Lowered)];
    }

    /// <summary>Frame to line, in batches.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void Whole()
    {
        _output.Clear();
        for (var start = 0; start < Events; start += Batch)
        {
            for (var i = 0; i < Batch; i++)
                _outcomes[i] = _enricher.Begin(_frames[start + i], new FrameFacts("push"u8, _recordedAt), _output);
            _enricher.Finish(_outcomes, _output);
        }
    }

    /// <summary>Frame to envelope and text.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Parse()
    {
        var bytes = 0;
        foreach (var frame in _frames)
        {
            _envelope.Read(frame);
            bytes += _text.Of(frame).Length;
        }

        return bytes;
    }

    /// <summary>The text in lower case, its counts and the places of its words.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Lower()
    {
        foreach (var text in _texts)
            _lower.Read(text);
    }

    /// <summary>Domain, tier and tags of the lower-cased text.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Match()
    {
        foreach (var text in _lowerTexts)
            _matcher.Match(text.Bytes);
    }

    /// <summary>Keywords of the lower-cased text.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Keywords()
    {
        foreach (var text in _lowerTexts)
            _keywords.Count(text);
    }

    /// <summary>MD5 of the texts of a batch.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Hash()
    {
        for (var start = 0; start < Events; start += Batch)
        {
            _hashes.Clear();
            foreach (var text in _texts.AsSpan(start, Batch))
                _hashes.Add(text);
            _hashes.Compute();
        }
    }

    /// <summary>Envelope and facts to line, for the first frame.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void Render()
    {
        _envelope.Read(_frames[0]);
        var facts = _facts.Read(_texts[0]);
        _output.Clear();
        for (var i = 0; i < Events; i++)
            _line.Append(_output, _frames[0], new FrameFacts("push"u8, _recordedAt), facts);
    }

    private byte[] TextOf(byte[] frame) =>
        _envelope.Read(frame) is { } reason ? throw new InvalidDataException(reason) : _text.Of(frame).ToArray();

    private static LoweredText Lowered(byte[] text)
    {
        var lowered = new LoweredText();
        lowered.Read(text);
        return lowered;
    }
}
