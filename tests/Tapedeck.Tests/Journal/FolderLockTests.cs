using Tapedeck.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

public sealed class FolderLockTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;

    public FolderLockTests() => _folder = new JournalFolder(_temp.File("logs"));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_second_node_is_refused_and_told_who_records()
    {
        using var first = FolderLock.Acquire(_folder);
        new NodeFile("alpha", 4242, DateTimeOffset.UnixEpoch, null).Write(_folder);

        var refused = Assert.Throws<JournalFolderException>(() => FolderLock.Acquire(_folder));

        Assert.Contains("alpha", refused.Message, StringComparison.Ordinal);
        Assert.Contains("4242", refused.Message, StringComparison.Ordinal);
        Assert.True(FolderLock.IsHeld(_folder));
    }

    [Fact]
    public void The_folder_is_free_again_after_the_node_let_go_of_it()
    {
        FolderLock.Acquire(_folder).Dispose();

        Assert.False(FolderLock.IsHeld(_folder));
        FolderLock.Acquire(_folder).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_with_what_to_do()
    {
        File.WriteAllText(_folder.Root, "in the way");

        var refused = Assert.Throws<JournalFolderException>(() => FolderLock.Acquire(_folder));

        Assert.Contains(_folder.Root, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--logs DIR", refused.Message, StringComparison.Ordinal);
    }
}
