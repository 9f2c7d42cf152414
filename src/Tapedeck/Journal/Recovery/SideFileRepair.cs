using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Recovery;

/// <summary>Takes the bad lines out of the deliveries or the quarantine, and keeps them.</summary>
internal static class SideFileRepair
{
    private const int MostRanges = 100;

    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void Run(
        IStorage storage, JournalFolder folder, string path, LineFault faultOf, KeptBytes kept, List<RepairFinding> findings)
    {
        if (new FileInfo(path) is not { Exists: true, Length: > 0 and var length })
            return;
        var sift = new Sift(faultOf);
        using (var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            var window = new LineWindow();
            window.Open(handle, path, 0, length);
            window.Read(length, sift, chain: null);
        }

        if (sift.Bad.Count == 0)
            return;
        using (var file = AppendFile.Open(storage, path))
        {
            var ranges = sift.Bad.Count <= MostRanges ? sift.Bad
                : [new BadRange(sift.Bad[0].From, sift.Bad[^1].To, $"{sift.Bad.Count} lines of this cannot stay, the first: {sift.Bad[0].Reason}")];
            foreach (var range in ranges)
                findings.Add(RepairFinding.Of(kept.Keep(file, range.From, range.To, range.Reason)));
            SiftedFile.Make(storage, file, sift.Bad);
        }

        kept.SetAside(folder.Producers, "it says how far files were read that are shorter now; it is made again");
        SiftedFile.Put(storage, path);
    }

    private sealed class Sift(LineFault faultOf) : ILineVisitor
    {
        public List<BadRange> Bad { get; } = [];

        public void Take(ReadOnlySpan<byte> line, long offset)
        {
            if (faultOf(line) is { } fault)
                Bad.Add(new BadRange(offset, offset + line.Length + 1, fault));
        }

        public void TakeUnended(ReadOnlySpan<byte> line, long offset) =>
            Bad.Add(new BadRange(offset, offset + line.Length, "half a line"));
    }
}
