using Tapedeck.Client;

namespace Tapedeck.Checkpointing;

/// <summary>What is said to the checkpoints besides <see cref="NodeProtocol.MakeCheckpoint"/>, and what they answer.</summary>
internal static class CheckpointProtocol
{
    /// <summary>
    /// The node ends and nothing is recorded any more: makes the last checkpoint, and every Parquet twin that is missing.
    /// Answered with <see cref="Finished"/>.
    /// </summary>
    public sealed record Finish
    {
        public static readonly Finish Instance = new();
    }

    /// <param name="Error">What could not be made, and is made by the next start; null if nothing.</param>
    public sealed record Finished(string? Error);

    /// <summary>Asks how it stands. Answered with <see cref="CheckpointsStatus"/>.</summary>
    public sealed record GetCheckpointsStatus
    {
        public static readonly GetCheckpointsStatus Instance = new();
    }
}
