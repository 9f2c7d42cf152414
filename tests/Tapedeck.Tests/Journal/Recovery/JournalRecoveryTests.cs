using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal.Recovery;

public sealed class JournalRecoveryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 5, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;

    public JournalRecoveryTests() => _folder = new JournalFolder(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void An_empty_folder_begins_at_sequence_zero()
    {
        using var journal = JournalRecovery.Open(DiskStorage.Instance, _folder, Now);

        Assert.Equal(0, journal.LastSequence);
        Assert.True(File.Exists(_folder.Session));
        Assert.Empty(journal.Notes);
    }

    [Fact]
    public void Numbering_goes_on_behind_the_last_whole_line_after_a_torn_tail_was_moved_aside()
    {
        Write(_folder.Session, "{\"Id\":\"a\",\"Metadata\":{\"sequence\":41}}\n{\"Id\":\"b\",\"Metadata\":{\"sequence\":42}}\n{\"Id\":\"c\",\"Met");

        using var journal = JournalRecovery.Open(DiskStorage.Instance, _folder, Now);

        Assert.Equal(42, journal.LastSequence);
        Assert.Single(journal.Notes);
    }

    [Fact]
    public void A_torn_quarantine_line_is_moved_aside_too()
    {
        Write(_folder.Quarantine, "{\"Reason\":\"x\"}\n{\"Rea");

        using var journal = JournalRecovery.Open(DiskStorage.Instance, _folder, Now);

        Assert.Equal("quarantine.jsonl", Assert.Single(journal.Notes).File);
        Assert.Equal("{\"Reason\":\"x\"}\n", File.ReadAllText(_folder.Quarantine));
    }

    [Fact]
    public void After_a_failed_commit_what_lies_behind_the_durable_length_is_dropped_not_kept()
    {
        var durable = "{\"Id\":\"a\",\"Metadata\":{\"sequence\":1}}\n";
        Write(_folder.Session, durable + "{\"Id\":\"b\",\"Metadata\":{\"sequence\":2}}\n{\"Id\":\"c");
        Write(_folder.Quarantine, "");

        using var journal = JournalRecovery.Open(DiskStorage.Instance, _folder, Now, new JournalLengths(1, durable.Length, 0, 0));

        Assert.Equal(1, journal.LastSequence);
        Assert.Empty(journal.Notes);
        Assert.Equal(durable, File.ReadAllText(_folder.Session));
    }

    [Fact]
    public void After_a_failed_commit_a_file_that_another_program_cut_is_left_as_it_is_and_named()
    {
        JournalLengths durable;
        using (var journal = JournalRecovery.Open(DiskStorage.Instance, _folder, Now))
            durable = journal.Durable with { Session = 100 };
        var index = File.ReadAllBytes(_folder.Index);

        var failure = Assert.Throws<JournalFolderException>(() => JournalRecovery.Open(DiskStorage.Instance, _folder, Now, durable));

        Assert.Contains($"{_folder.Session} was changed by another program: 100 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal(index, File.ReadAllBytes(_folder.Index));
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
