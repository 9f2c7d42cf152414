using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Tests.Support;

/// <summary>What a journal has, and what its checkpoints have.</summary>
internal static class CheckpointedEvents
{
    /// <summary>Every line of the journal, in order.</summary>
    public static List<string> Lines(JournalFolder folder) =>
        [.. SessionFile.All(folder).SelectMany(session => File.ReadAllLines(session.Path))];

    /// <summary>The events of every checkpoint, in the order of their sequences, as another program reads them.</summary>
    public static List<string> CheckpointedLines(JournalFolder folder)
    {
        var checkpoints = Directory.EnumerateFiles(folder.Checkpoints, "*.json")
            .Select(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement)
            .OrderBy(checkpoint => checkpoint.GetProperty("first_sequence").GetInt64())
            .ToList();
        foreach (var checkpoint in checkpoints)
            Assert.Equal(checkpoint.GetProperty("message_count").GetInt64(), checkpoint.GetProperty("messages").GetArrayLength());
        return [.. checkpoints.SelectMany(checkpoint => checkpoint.GetProperty("messages").EnumerateArray().Select(line => line.GetRawText()))];
    }
}
