using System.Security.Cryptography;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Host.Bench.Stages;

/// <summary>What each stage of the data's way costs an event, ns on one thread, in this process, with the recorder's own code.</summary>
internal sealed class StageBench(BenchSettings settings)
{
    private const int Blocks = 64;

    private static readonly int[] BlockKiB = [64, 256, Block.FullBytes / 1024];

    public IReadOnlyList<StageFigure> Run(CancellationToken stop)
    {
        settings.Progress("stages");
        var messages = LoadMessages.Of(settings.Wire);
        var enrichment = new EnrichmentStages(messages);
        return
        [
            ReadStage.Measure(messages, stop),
            .. enrichment.Measure(stop),
            Hash(enrichment.LineBytes, stop),
            .. BlockKiB.SelectMany(size => WriteAndFlush(size, enrichment.LineBytes, stop)),
        ];
    }

    /// <summary>The chain's link over blocks of full size.</summary>
    private static StageFigure Hash(double lineBytes, CancellationToken stop)
    {
        var block = RandomNumberGenerator.GetBytes(Block.FullBytes);
        using var chain = new Chain(ChainHash.Start);
        var perBlock = StageClock.NanosecondsPerEvent(1, () =>
        {
            chain.Add(block);
            chain.Close();
        }, stop);
        return new StageFigure("hash", perBlock * lineBytes / Block.FullBytes);
    }

    private IEnumerable<StageFigure> WriteAndFlush(int kib, double lineBytes, CancellationToken stop)
    {
        var bytes = kib * 1024;
        var times = FlushProbe.Run(settings.Fresh("blocks"), bytes, Blocks, stop);
        yield return Figure("write", times.Select(time => time.Write));
        yield return Figure("flush", times.Select(time => time.Flush));

        StageFigure Figure(string stage, IEnumerable<TimeSpan> spent) => new(
            $"{stage}, blocks of {kib} KiB",
            new Quantiles(spent.Select(time => time.TotalNanoseconds)).Median * lineBytes / bytes);
    }
}
