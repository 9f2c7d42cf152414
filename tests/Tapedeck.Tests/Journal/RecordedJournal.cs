using System.Text;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

/// <summary>A journal in a folder of its own, recorded by the journal's own code, block by block, to be damaged.</summary>
internal sealed class RecordedJournal : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FrameEnricher _enricher = new(Some.Taxonomy());
    private readonly ManualTime _time = new();
    private OpenJournal? _open;

    public RecordedJournal()
    {
        Folder = new JournalFolder(_temp.Path);
        _open = JournalRecovery.Open(DiskStorage.Instance, Folder, _time.GetUtcNow());
    }

    public JournalFolder Folder { get; }

    public IReadOnlyList<SessionFile> Closed => SessionFile.AllClosed(Folder);

    /// <summary>Four sessions, the last one current, each of three blocks of two events; deliveries and a quarantined frame.</summary>
    public static RecordedJournal OfFourSessions(int blocks = 3)
    {
        var journal = new RecordedJournal();
        for (var session = 0; session < 4; session++)
        {
            for (var block = 0; block < blocks; block++)
                journal.Commit(2, deliveries: block == 0 ? 1 : 0, quarantined: block == 1 ? 1 : 0);
            if (session < 3)
                journal.Roll();
        }

        journal.Close();
        return journal;
    }

    /// <summary>Records a block.</summary>
    public void Commit(int events, int deliveries = 0, int quarantined = 0, string text = "Which storage should we choose?", string from = "claude_code")
    {
        var batch = new EnrichedBatch(ActorRefs.Nobody, StreamId.Next(), 0, 1000);
        var block = new Block();
        for (var i = 0; i < events + deliveries; i++)
        {
            var sequence = _open!.LastSequence + 1 + i;
            batch.AddEvent(_enricher.Enrich(
                Encoding.UTF8.GetBytes(
                    $$$"""{"message_id":"m-{{{sequence}}}","timestamp":"2026-11-22T09:00:{{{sequence % 60:00}}}Z","from":"{{{from}}}","to":"gemini_cli","content":{"message":"{{{text}}} {{{sequence}}} é"}}"""),
                Some.Facts(), batch.Lines));
        }

        for (var i = 0; i < quarantined; i++)
            batch.AddToQuarantine(new QuarantinedFrame("no JSON", "push", _time.GetUtcNow(), 3, 1, null, 0), [], "abc"u8);
        block.Reserve(batch);
        for (var i = 0; i < batch.Frames.Length; i++)
        {
            var frame = batch.Frames[i];
            if (!frame.IsEvent)
                block.AddQuarantine(batch, frame);
            else if (i < events)
                block.AddEvent(batch, frame, _open!.LastSequence + 1 + i, isCollision: false);
            else
                block.AddDelivery(batch, frame, _open!.LastSequence + 1);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        _open!.Commit(block, oneByOne: false, _time);
    }

    public void Roll()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _open!.Roll(_time.GetUtcNow());
    }

    public void Close()
    {
        _open?.FlushIndex();
        _open?.Dispose();
        _open = null;
    }

    /// <summary>Records on, as the next start of a node does.</summary>
    public IReadOnlyList<RecoveryNote> Reopen()
    {
        _time.Advance(TimeSpan.FromHours(1));
        _open = JournalRecovery.Open(DiskStorage.Instance, Folder, _time.GetUtcNow());
        return _open.Notes;
    }

    public DateTimeOffset Later()
    {
        _time.Advance(TimeSpan.FromHours(1));
        return _time.GetUtcNow();
    }

    /// <summary>Every file of the folder that is data, by its path relative to it.</summary>
    public SortedDictionary<string, byte[]> Files() => new(
        Directory.EnumerateFiles(Folder.Root, "*", SearchOption.AllDirectories)
            .Where(path => path != Folder.Lock)
            .ToDictionary(path => Path.GetRelativePath(Folder.Root, path), File.ReadAllBytes), StringComparer.Ordinal);

    /// <summary>Puts files as they were, and takes away what was added.</summary>
    public void Restore(SortedDictionary<string, byte[]> files)
    {
        foreach (var (name, bytes) in Files())
        {
            if (!files.TryGetValue(name, out var before))
                File.Delete(Path.Combine(Folder.Root, name));
            else if (!bytes.AsSpan().SequenceEqual(before))
                File.WriteAllBytes(Path.Combine(Folder.Root, name), before);
        }

        foreach (var (name, bytes) in files.Where(file => !File.Exists(Path.Combine(Folder.Root, file.Key))))
            File.WriteAllBytes(Path.Combine(Folder.Root, name), bytes);
    }

    public void Dispose()
    {
        Close();
        _temp.Dispose();
    }
}
