using System.Security.Cryptography;
using Tapedeck.Client;
using Tapedeck.Enrichment;
using Tapedeck.Export;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Parquet;

namespace Tapedeck.Checkpointing;

/// <summary>Says what is wrong with a checkpoint's files; null if nothing is.</summary>
internal static class CheckpointCheck
{
    /// <summary>Whether the JSON file has the events that its first line tells of.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string? FaultOf(JournalFolder folder, CheckpointFacts checkpoint)
    {
        try
        {
            using var events = CheckpointReader.Open(CheckpointFile.PathOf(folder, checkpoint.CheckpointId));
            if (events.Facts.InFile() != checkpoint.InFile())
                return "its first line is not what the manifest says";
            using var digest = new LinesDigest();
            while (events.TryReadLine(out var line))
                digest.Add(line);
            return digest.FaultOf(checkpoint) ?? (events.Facts.FileBytes == CheckpointFile.LengthOf(checkpoint)
                ? null
                : $"it has {events.Facts.FileBytes} bytes, expected {CheckpointFile.LengthOf(checkpoint)}");
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>
    /// Whether its Parquet twin is as it was made; where that is not known, whether its rows give the lines back.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string? FaultOfTwin(JournalFolder folder, CheckpointFacts checkpoint)
    {
        var path = CheckpointFile.ParquetPathOf(folder, checkpoint.CheckpointId);
        if (checkpoint.ParquetSha256 is null)
            return FaultOfRows(path, checkpoint);
        return Sha256Of(path) == checkpoint.ParquetSha256 ? null : "the SHA-256 over it is not what the manifest says";
    }

    /// <summary>SHA-256 over a file, lower-case hex.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Sha256Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Whether the rows of a Parquet file give a checkpoint's lines back, byte for byte.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string? FaultOfRows(string path, CheckpointFacts checkpoint)
    {
        try
        {
            using var file = ParquetReader.Open(path);
            if (!file.Schema.SequenceEqual(EventColumns.Schema))
                return "its columns are not those of events";
            using var digest = new LinesDigest();
            var buffer = new LineBuffer();
            for (var group = 0; group < file.RowGroups.Count; group++)
            {
                using var row = file.ReadRowGroup(group);
                while (row.Read())
                {
                    if (!EventLineBuilder.TryBuild(row, buffer, out var line))
                        return $"row {digest.Lines} lacks what its line is built from";
                    digest.Add(line);
                }
            }

            buffer.Release();
            return digest.FaultOf(checkpoint);
        }
        catch (ParquetException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Whether the journal has the same bytes, and the same link behind them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="checkpoint">Its file is known to be right.</param>
    /// <param name="end">How far the journal is durable.</param>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static string? DifferenceFromJournal(JournalFolder folder, CheckpointFacts checkpoint, JournalPosition end)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var blocks = new BlockReader(folder, checkpoint.FirstSequence - 1, checkpoint.LastSequence + 1, end);
        ChainHash? link = null;
        while (blocks.TryRead(out var block, out var lines))
        {
            sha256.AppendData(lines);
            link = block.Link;
        }

        if (Convert.ToHexStringLower(sha256.GetHashAndReset()) != checkpoint.Sha256)
            return "it is not what the journal has";
        return link is null || checkpoint.ChainHead is null || link.Value.ToString() == checkpoint.ChainHead
            ? null
            : "its chain_head is not the journal's";
    }
}
