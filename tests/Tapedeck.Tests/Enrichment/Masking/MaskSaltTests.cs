using Tapedeck.Enrichment.Masking;
using Tapedeck.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class MaskSaltTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private JournalFolder Folder => new(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_folder_has_one_salt_which_only_its_owner_may_read()
    {
        var made = MaskSalt.Of(Folder);

        Assert.Equal(MaskSalt.Length, made.Length);
        Assert.Equal(made, MaskSalt.Of(Folder));
        Assert.Equal([_temp.File("mask.salt")], Directory.GetFiles(_temp.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.MaskSalt));
    }

    [Fact]
    public void Two_folders_have_two_salts()
    {
        using var other = new TempFolder();

        Assert.NotEqual(MaskSalt.Of(Folder), MaskSalt.Of(new JournalFolder(other.Path)));
    }

    [Fact]
    public void What_a_crash_left_of_a_salt_is_replaced()
    {
        File.WriteAllBytes(_temp.File("mask.salt.new"), [1, 2, 3]);

        Assert.Equal(MaskSalt.Length, MaskSalt.Of(Folder).Length);
        Assert.False(File.Exists(_temp.File("mask.salt.new")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_file_of_another_length_is_no_salt_and_stays(int length)
    {
        File.WriteAllBytes(Folder.MaskSalt, new byte[length]);

        var refused = Assert.Throws<JournalFolderException>(() => MaskSalt.Of(Folder));

        Assert.Contains($"mask.salt has {length} bytes, expected a salt of 32: restore it, or delete it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(Folder.MaskSalt).Length);
    }
}
