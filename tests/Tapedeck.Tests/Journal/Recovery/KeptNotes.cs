using System.Text.Json;
using Tapedeck.Journal;

namespace Tapedeck.Tests.Journal.Recovery;

/// <summary>Reads recovery/ as any other program would.</summary>
internal static class KeptNotes
{
    /// <summary>What was kept of which file and from where on, oldest first.</summary>
    public static IReadOnlyList<(string File, long Offset, string KeptIn)> Of(JournalFolder folder) =>
        !Directory.Exists(folder.Recovery)
            ? []
            : [.. Directory.EnumerateFiles(folder.Recovery, "*.json").Order(StringComparer.Ordinal).Select(Read).OfType<(string, long, string)>()];

    /// <summary>Proves that a file is what it was, but for an end that is kept byte for byte.</summary>
    /// <param name="folder">Whose it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="before">What it was.</param>
    /// <param name="skip">Notes that were there before.</param>
    public static void AssertKept(JournalFolder folder, string path, byte[] before, int skip = 0)
    {
        var after = File.ReadAllBytes(path);
        Assert.True(before.AsSpan().StartsWith(after), $"{path} was changed by the start");
        var together = new byte[before.Length];
        after.CopyTo(together, 0);
        foreach (var (_, offset, keptIn) in Of(folder).Skip(skip).Where(note => note.File == Path.GetFileName(path)))
        {
            var kept = File.ReadAllBytes(keptIn);
            Assert.True(
                kept.Length > 0 && before.AsSpan((int)offset).StartsWith(kept), $"{keptIn} has not what stood in {path} at {offset}");
            kept.CopyTo(together, offset);
        }

        Assert.True(together.AsSpan().SequenceEqual(before), $"of {path} something was cut off that is not kept");
    }

    private static (string File, long Offset, string KeptIn)? Read(string path)
    {
        try
        {
            var note = JsonElement.Parse(File.ReadAllBytes(path));
            return (note.GetProperty("file").GetString()!, note.GetProperty("offset").GetInt64(), note.GetProperty("kept_in").GetString()!);
        }
        catch (JsonException)
        {
            return null; // its writing failed, so nothing was cut
        }
    }
}
