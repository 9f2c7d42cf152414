using Tapedeck.Journal;
using Tapedeck.Journal.Storage;
using Tapedeck.Parquet;

namespace Tapedeck.Checkpointing;

/// <summary>What checkpoints are made with.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Interval">How often, if there are new events; zero: only when asked, and at the end.</param>
/// <param name="Parquet">How the Parquet twins are compressed; null: there are none.</param>
/// <param name="NaiveOffset">How the twins understand a timestamp without offset.</param>
/// <param name="Storage">What holds the files.</param>
internal sealed record CheckpointSettings(
    JournalFolder Folder, TimeSpan Interval, ParquetCompression? Parquet, TimeSpan NaiveOffset, IStorage Storage);
