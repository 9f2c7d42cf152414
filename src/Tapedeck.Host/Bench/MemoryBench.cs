using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Host.Bench;

/// <summary>Memory of one node while it records all the events at full speed, in ten steps, each once it is durable.</summary>
internal sealed class MemoryBench(BenchSettings settings)
{
    private const int Steps = 10;

    public async Task<MemoryFigures> RunAsync(CancellationToken stop)
    {
        var steps = new List<MemoryStep>();
        await using var node = await BenchNode.StartAsync(settings.Fresh("node"), stop);
        for (var step = 1; step <= Steps; step++)
        {
            var (from, to) = ((long)settings.Events * (step - 1) / Steps, (long)settings.Events * step / Steps);
            settings.Progress($"memory: {to} events");
            await using var load = await LoadProcess.StartAsync(node.Push, settings.Wire, to - from, rate: 0, stop);
            load.Go();
            node.AwaitDurable(to, stop);
            var (resident, peak) = node.Memory;
            steps.Add(new MemoryStep(to, resident, Math.Max(resident, peak))); // the kernel counts them a few pages apart
        }

        await node.KillAsync();
        Directory.Delete(node.Folder.Root, recursive: true);
        return new MemoryFigures(steps, (double)steps[^1].ResidentBytes / steps[(Steps / 2) - 1].ResidentBytes);
    }
}
