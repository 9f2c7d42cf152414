namespace Tapedeck.Tests.Host.Support;

/// <summary>A node as a process of its own, and where it said that agents reach it.</summary>
internal sealed class RunningNode(HostProcess process, string ready) : IAsyncDisposable
{
    public HostProcess Process { get; } = process;

    public string Publish => Endpoint("publish");

    public string Subscribe => Endpoint("subscribe");

    public string Push => Endpoint("push");

    public string Acknowledged => Endpoint("acknowledged");

    public string Http => Endpoint("http");

    /// <summary>The arguments with which a node started later listens where this one does.</summary>
    public string[] SameEndpoints =>
    [
        "--set", $"tapedeck.ingest.push.bind={Push}",
        "--set", $"tapedeck.ingest.acknowledged.bind={Acknowledged}",
        "--set", $"tapedeck.ingest.broker.publishers.bind={Publish}",
        "--set", $"tapedeck.ingest.broker.subscribers.bind={Subscribe}",
    ];

    public void Deconstruct(out HostProcess process, out string push) => (process, push) = (Process, Push);

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private string Endpoint(string name)
    {
        // ready: push tcp://…, publish tcp://…, … -> session
        var named = ready[(ready.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(" -> ")[0].Split(',')
            .Select(part => part.Trim().Split(' ')).First(part => part[0] == name);
        return named[1];
    }
}
