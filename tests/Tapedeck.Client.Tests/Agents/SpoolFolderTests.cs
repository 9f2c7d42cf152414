using Tapedeck.Client;

namespace Tapedeck.Tests.Client.Agents;

public sealed class SpoolFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _log = [];

    [Theory]
    [InlineData("claude_code", "claude_code")]
    [InlineData("a.b-c_D9", "a.b-c_D9")]
    [InlineData("a b/c~ü", "a%20b%2Fc%7E%C3%BC")]
    public void A_name_is_in_a_file_name_what_letters_digits_and_percent_make_of_it(string agent, string name) =>
        Assert.Equal(name, SpoolFolder.EscapeName(agent));

    [Fact]
    public void A_new_spool_and_its_producer_are_named_by_the_agent_and_twelve_hex_digits()
    {
        using var spool = Spools("claude code").OpenOwn()!;

        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.spool"));
        Assert.Matches("^claude%20code-[0-9a-f]{12}\\.spool$", Path.GetFileName(file));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), spool.Producer.Replace('/', '-'));
        Assert.Equal([$"tapedeck-spool 1 {spool.Producer} 0"], File.ReadLines(file));
        Assert.Contains(file + ".lock", Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_free_spool_of_the_agent_is_gone_on_with()
    {
        string producer;
        using (var before = Spools().OpenOwn()!)
            producer = before.Producer;

        using var own = Spools().OpenOwn()!;

        Assert.Equal(producer, own.Producer);
    }

    [Fact]
    public void A_spool_that_somebody_has_and_one_of_another_agent_are_left_alone()
    {
        using var other = Spools("claude_code-2").OpenOwn()!;
        using var first = Spools().OpenOwn()!;

        using var second = Spools().OpenOwn()!;

        Assert.NotEqual(first.Producer, second.Producer);
        Assert.Empty(Spools().OpenLeftovers());
    }

    [Fact]
    public void Leftovers_are_taken_if_something_waits_in_them_and_deleted_if_not()
    {
        var spools = Enumerable.Range(0, 3).Select(_ => Spools().OpenOwn()!).ToList();
        spools[2].Append("{}"u8);
        foreach (var spool in spools)
            spool.Dispose();
        File.WriteAllText(_folder.File("claude_code-0123456789ab.spool"), "tapedeck-spool 9 of a later version\n");

        // Opened first so that the one with a message is not the one that is gone on with.
        using var own = Open(spools[0].Producer);
        var leftover = Assert.Single(Spools().OpenLeftovers());

        Assert.Equal(spools[2].Producer, leftover.Producer);
        leftover.Dispose();
        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.spool").Length);
        Assert.Contains(_log, line => line.Contains("no spool of a version known here", StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_lines_are_told_and_counted_as_dropped()
    {
        var file = _folder.File("claude_code-0123456789ab.spool");
        File.WriteAllText(file, "tapedeck-spool 1 claude_code/0123456789ab 0\n1 {}\n\0\0\0\n3 {}\n4 {\"tor");
        var report = new AgentReport(_log.Add, TimeProvider.System);

        using var own = new AgentSpools("claude_code", new AgentOptions { SpoolFolder = _folder.Path }, report).OpenOwn()!;

        Assert.Equal((2, 3, 1), (own.Pending, own.Last, report.Dropped));
        Assert.Equal($"{file} is damaged: 1 lines are left out", Assert.Single(_log));
    }

    [Fact]
    public void A_deleted_spool_leaves_nothing_behind()
    {
        var spool = Spools().OpenOwn()!;

        spool.Delete();

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_a_line_in_the_log_and_no_message()
    {
        var blocked = _folder.File("file");
        File.WriteAllText(blocked, "");

        var spool = new AgentSpools("a", new AgentOptions { SpoolFolder = blocked }, new AgentReport(_log.Add, TimeProvider.System)).OpenOwn()!;
        Assert.Equal(AgentSpool.Appended.Kept, spool.Append("{}"u8));
        spool.Rewind();
        Assert.True(spool.TryPeek(out _));
        spool.Advance();
        spool.Forget(1);
        spool.Close();

        Assert.StartsWith($"no spool in {blocked}: ", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_may_read_conversations()
    {
        if (OperatingSystem.IsWindows())
            return;
        var options = new AgentOptions { SpoolFolder = _folder.File("new/spool") };
        using var spool = new AgentSpools("a", options, new AgentReport(null, TimeProvider.System)).OpenOwn()!;

        const UnixFileMode Others = (UnixFileMode)63; // rwxrwx of group and others
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(options.SpoolFolder) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Directory.GetFiles(options.SpoolFolder, "*.spool")[0]) & Others);
    }

    public void Dispose() => _folder.Dispose();

    private AgentSpools Spools(string agent = "claude_code") =>
        new(agent, new AgentOptions { SpoolFolder = _folder.Path }, new AgentReport(_log.Add, TimeProvider.System));

    private AgentSpool Open(string producer) => AgentSpool.Open(
        SpoolClaim.TryTake(_folder.File(producer.Replace('/', '-') + ".spool"))!, long.MaxValue)!;
}
