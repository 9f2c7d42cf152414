namespace Tapedeck.Journal.Recovery;

/// <summary>One thing that was set right in a folder.</summary>
/// <param name="File">The file, relative to the folder.</param>
/// <param name="What">What was found and done.</param>
/// <param name="IsLoss">Whether bytes were cut, events are lost, or what proves them is.</param>
internal sealed record RepairFinding(string File, string What, bool IsLoss)
{
    /// <summary>Where in the file; null if it is about all of it.</summary>
    public long? Offset { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Path of the file that keeps what was there.</summary>
    public string? KeptIn { get; init; }

    /// <summary>Sequences of events that are not in the journal any more.</summary>
    public string? Lost { get; init; }

    public static RepairFinding Of(RecoveryNote note) => new(note.File, note.Reason, IsLoss: true)
    {
        Offset = note.Offset,
        Bytes = note.Bytes,
        KeptIn = note.KeptIn,
        Lost = note.Lost,
    };
}
