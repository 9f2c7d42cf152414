namespace Tapedeck.Host.Bench;

/// <summary>What a bench is asked for.</summary>
/// <param name="Events">Messages of each ingest run, and of the other parts what is said there.</param>
/// <param name="Runs">Runs of ingest and of start.</param>
/// <param name="Rates">Events a second at which the latency is measured.</param>
/// <param name="WithPeers">Whether other recorders are measured beside the node.</param>
/// <param name="Parts">Which of <see cref="AllParts"/>.</param>
/// <param name="Wire">File of the messages, or null for the own ones.</param>
/// <param name="Folder">A fresh folder, removed at the end.</param>
internal sealed record BenchSettings(
    int Events, int Runs, IReadOnlyList<int> Rates, bool WithPeers, IReadOnlyList<string> Parts, string? Wire, string Folder)
{
    /// <summary>The names of the parts, in their order.</summary>
    public static readonly IReadOnlyList<string> AllParts = ["ingest", "latency", "memory", "stages", "start", "checkpoint", "ask"];

    /// <summary>Tells how far it is.</summary>
    public required Action<string> Progress { get; init; }

    /// <summary>A folder or file of this name that is not there yet.</summary>
    public string Fresh(string name) => Path.Combine(Folder, $"{name}-{Guid.NewGuid():N}");
}
