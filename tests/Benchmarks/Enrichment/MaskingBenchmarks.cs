using System.Text;
using BenchmarkDotNet.Attributes;
using Tapedeck.Configuration;
using Tapedeck.Enrichment;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Benchmarks.Enrichment;

/// <summary>
/// Time per frame of masking, beside that of enriching it. The frames are those of <see cref="EnrichmentBenchmarks"/>, without
/// secrets; and the same with an API key in each.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class MaskingBenchmarks
{
    private const int Frames = 1000;
    private const string Key = " sk-" + "proj-aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6";

    private readonly SecretMasker _masker = new(new MaskRules(SecretKinds.All, new byte[MaskSalt.Length]));
    private readonly LineBuffer _masked = new();
    private readonly LineBuffer _lines = new(1 << 20);
    private readonly DateTimeOffset _recordedAt = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private FrameEnricher _enricher = null!;
    private readonly EnrichOutcome[] _outcomes = new EnrichOutcome[Frames];
    private byte[][] _frames = [];
    private byte[][] _withKeys = [];

    /// <summary>Reads the frames.</summary>
    [GlobalSetup]
    public void ReadFrames()
    {
        _enricher = new FrameEnricher(TaxonomyFile.Load(Path.Combine(AppContext.BaseDirectory, "hocon", "taxonomy.conf")));
        var messages = LoadMessages.Of(Environment.GetEnvironmentVariable("TAPEDECK_WIRE"));
        _frames = [.. Enumerable.Range(0, Frames).Select(number => messages[number].ToArray())];
        _withKeys = [.. _frames.Select(WithKey)];
    }

    /// <summary>Frame to line, without masking.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Frames)]
    public void Enrich()
    {
        _lines.Clear();
        for (var i = 0; i < Frames; i++)
            _outcomes[i] = _enricher.Begin(_frames[i], new FrameFacts("push"u8, _recordedAt), _lines);
        _enricher.Finish(_outcomes, _lines);
    }

    /// <summary>Frames without secrets.</summary>
    [Benchmark(OperationsPerInvoke = Frames)]
    public int Mask() => Mask(_frames);

    /// <summary>Frames with one key each.</summary>
    [Benchmark(OperationsPerInvoke = Frames)]
    public int MaskKeys() => Mask(_withKeys);

    private static byte[] WithKey(byte[] frame)
    {
        var text = Encoding.UTF8.GetString(frame);
        return Encoding.UTF8.GetBytes(text.Insert(text.LastIndexOf('"'), Key));
    }

    private int Mask(byte[][] frames)
    {
        var counts = default(MaskCounts);
        foreach (var frame in frames)
            _masker.Mask(frame, isCut: false, _masked, ref counts);
        return counts.ApiKeys;
    }
}
