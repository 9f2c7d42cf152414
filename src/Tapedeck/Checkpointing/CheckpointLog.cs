using Microsoft.Extensions.Logging;

namespace Tapedeck.Checkpointing;

/// <summary>What the checkpoints log.</summary>
internal static partial class CheckpointLog
{
    [LoggerMessage(LogLevel.Information, "checkpoint {Id}: events {First} to {Last}, {Bytes} bytes")]
    public static partial void Made(ILogger log, string id, long first, long last, long bytes);

    [LoggerMessage(LogLevel.Error, "a checkpoint could not be made, trying again in {Delay}, the capture goes on: {Reason}")]
    public static partial void Failed(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "a checkpoint has no Parquet twin and gets none: {Reason}")]
    public static partial void Unfit(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "checkpoints are made again")]
    public static partial void GoesOn(ILogger log);
}
