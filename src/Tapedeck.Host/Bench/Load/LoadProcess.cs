using System.Globalization;

namespace Tapedeck.Host.Bench.Load;

/// <summary>A load that is sent by a process of its own, <c>tapedeck bench-send</c>, as an agent is one.</summary>
internal sealed class LoadProcess : IAsyncDisposable
{
    private readonly BenchProcess _process;

    private LoadProcess(BenchProcess process) => _process = process;

    /// <summary>Starts it and waits until its messages are made.</summary>
    public static async Task<LoadProcess> StartAsync(
        string endpoint, string? wire, long count, int rate, CancellationToken stop)
    {
        var process = BenchProcess.Tapedeck(
            ["bench-send", endpoint, Text(count), "--rate", Text(rate), .. wire is null ? [] : new[] { "--wire", wire }]);
        try
        {
            await process.ReadAsync("ready", stop);
            return new LoadProcess(process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets it send.</summary>
    public void Go() => _process.WriteLine("go");

    /// <summary>When it had sent all.</summary>
    public async Task<LoadSent> SentAsync(CancellationToken stop)
    {
        var numbers = (await _process.ReadAsync("sent", stop)).Split(' ');
        return new LoadSent(Number(numbers[0]), Number(numbers[1]), Number(numbers[2]));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
