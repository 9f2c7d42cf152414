using System.Globalization;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// Gives closed sessions the names back that their numbers ask for, and each its own index. Which index is whose is told by the
/// blocks, so a rename that was cut short is finished by the next attempt. Nothing is renamed over another file.
/// </summary>
internal sealed class SessionOrder(IStorage storage, JournalFolder folder, List<RepairFinding> findings)
{
    /// <exception cref="IOException">A file cannot be read or renamed.</exception>
    public void Restore()
    {
        if (!Directory.Exists(folder.Sessions))
            return;
        foreach (var session in SessionFile.AllClosed(folder))
        {
            if (OwnIndex(session) is not { } index || IndexReader.NumberOf(index) is not { } number
                || (number == session.Number && index == session.Index))
                continue;
            var name = FreeName(session, number, index);
            Move(session.Path, name + ".jsonl");
            Move(index, name + ".index");
        }
    }

    private static string? OwnIndex(SessionFile session)
    {
        if (Fits(session.Path, session.Index))
            return session.Index;
        return Directory.EnumerateFiles(Path.GetDirectoryName(session.Path)!, "*.index").Order(StringComparer.Ordinal)
            .FirstOrDefault(index => index != session.Index && Fits(session.Path, index)
                && !Fits(Path.ChangeExtension(index, ".jsonl"), index));
    }

    /// <summary>Whether the first or the last block of the index is in the file.</summary>
    private static bool Fits(string lines, string path)
    {
        if (!File.Exists(lines))
            return false;
        using var index = IndexReader.TryOpen(path);
        if (index is null || !index.TryRead(0, out var header) || header.Kind != IndexRecordKind.Header)
            return false;
        using var file = File.OpenHandle(lines, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return HasBlock(file, index, 1)
            || (index.Count > 3 && (HasBlock(file, index, index.Count - 2) || HasBlock(file, index, index.Count - 1)));
    }

    private static bool HasBlock(Microsoft.Win32.SafeHandles.SafeFileHandle file, IndexReader index, long place) =>
        index.TryRead(place, out var block) && block.Kind == IndexRecordKind.Block
        && index.TryRead(place - 1, out var before) && block.End <= RandomAccess.GetLength(file)
        && Verification.BlockLink.Of(file, before.Link, block.Place, block.End) == block.Link;

    private string FreeName(SessionFile session, long number, string index)
    {
        var own = Path.GetFileNameWithoutExtension(session.Path);
        var stem = Path.Combine(
            folder.Sessions, string.Create(CultureInfo.InvariantCulture, $"{number:D6}{own[own.IndexOf('_')..]}"));
        var name = stem;
        for (var i = 2; IsTaken(name + ".jsonl", session.Path) || IsTaken(name + ".index", index); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{i}");
        return name;
    }

    private static bool IsTaken(string path, string by) => path != by && File.Exists(path);

    private void Move(string from, string to)
    {
        if (from == to)
            return;
        storage.Move(from, to);
        findings.Add(new RepairFinding(
            Path.GetRelativePath(folder.Root, from), $"renamed to {Path.GetFileName(to)}, as its index says", IsLoss: false));
    }
}
