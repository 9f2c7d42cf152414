namespace Tapedeck.Journal;

/// <summary>The names of everything a node keeps under <c>tapedeck.logs</c>.</summary>
/// <param name="Root">Absolute path of the folder.</param>
internal sealed record JournalFolder(string Root)
{
    public string Session => Path.Combine(Root, "current_session.jsonl");

    public string Index => Path.Combine(Root, "current_session.index");

    public string Sessions => Path.Combine(Root, "sessions");

    public string Deliveries => Path.Combine(Root, "deliveries.jsonl");

    public string Quarantine => Path.Combine(Root, "quarantine.jsonl");

    public string Checkpoints => Path.Combine(Root, "checkpoints");

    public string Manifest => Path.Combine(Checkpoints, "manifest.jsonl");

    public string Recovery => Path.Combine(Root, "recovery");

    public string Producers => Path.Combine(Root, "producers.json");

    public string Analytics => Path.Combine(Root, "analytics.snapshot");

    public string Alerts => Path.Combine(Root, "alerts.jsonl");

    public string Lock => Path.Combine(Root, "node.lock");

    public string MaskSalt => Path.Combine(Root, "mask.salt");

    public string Node => Path.Combine(Root, "node.json");
}
