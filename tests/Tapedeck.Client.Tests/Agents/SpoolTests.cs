using System.Text;
using Tapedeck.Client;

namespace Tapedeck.Tests.Client.Agents;

public sealed class SpoolTests : IDisposable
{
    private const string Producer = "claude_code/3f9a2c41d0b7";
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("claude_code-3f9a2c41d0b7.spool");

    private string[] Lines => File.ReadAllLines(Path);

    [Fact]
    public void A_new_spool_is_its_header()
    {
        using var spool = Create();

        Assert.Equal($"tapedeck-spool 1 {Producer} 0\n", File.ReadAllText(Path));
    }

    [Fact]
    public void A_message_is_a_line_with_its_number_from_1_on()
    {
        using var spool = Create();

        Append(spool, "{\"a\":1}", "{\"b\":\"ü\"}");

        Assert.Equal([$"tapedeck-spool 1 {Producer} 0", "1 {\"a\":1}", "2 {\"b\":\"ü\"}"], Lines);
        Assert.EndsWith("\n", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spool_goes_on_where_it_ended()
    {
        using (var before = Create())
            Append(before, "one", "two");

        using var spool = Open();
        Append(spool, "three");

        Assert.Equal([(1, "one"), (2, "two"), (3, "three")], Read(spool));
        Assert.Equal(3, spool.Pending);
    }

    [Fact]
    public void A_last_line_cut_short_at_any_byte_is_cut_off_and_its_number_given_again()
    {
        using (var before = Create())
            Append(before, "one", "{\"text\":\"two\"}");
        var whole = File.ReadAllBytes(Path);
        var kept = whole.Length - "2 {\"text\":\"two\"}\n".Length;

        for (var length = kept; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            using var spool = Open();
            Assert.Equal(kept, new FileInfo(Path).Length);
            Append(spool, "again");
            Assert.Equal([(1, "one"), (2, "again")], Read(spool));
        }
    }

    [Fact]
    public void A_message_larger_than_any_buffer_is_read_whole()
    {
        using var spool = Create();
        var large = new string('x', 1_000_000);

        Append(spool, "small", large, "small too");

        Assert.Equal([(1, "small"), (2, large), (3, "small too")], Read(spool));
    }

    [Fact]
    public void What_is_forgotten_is_not_read_again()
    {
        using var spool = Create();
        Append(spool, "one", "two", "three");
        Read(spool);

        Assert.Equal(2, spool.Forget(2));
        spool.Rewind();

        Assert.Equal([(3, "three")], Read(spool));
        Assert.Equal((2, 1), (spool.Forgotten, spool.Pending));
    }

    [Fact]
    public void A_spool_with_nothing_left_becomes_a_header_with_the_last_number()
    {
        using (var spool = Create())
        {
            Append(spool, "one", "two");
            Read(spool);
            spool.Forget(2);
            spool.Close();
        }

        Assert.Equal([$"tapedeck-spool 1 {Producer} 2"], Lines);
        using var reopened = Open();
        Append(reopened, "three");
        Assert.Equal([(3, "three")], Read(reopened));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.new"));
    }

    [Fact]
    public void A_long_forgotten_beginning_is_cut_off_while_the_rest_stays_readable()
    {
        using var spool = Create();
        var mebibyte = new string('x', 1024 * 1024);
        for (var i = 0; i < 20; i++)
            Append(spool, mebibyte);
        while (spool.TryPeek(out _))
            spool.Advance();

        spool.Forget(15);
        Assert.True(new FileInfo(Path).Length > 20 * 1024 * 1024, "15 MiB are not worth it");
        spool.Forget(18);
        Assert.Equal($"tapedeck-spool 1 {Producer} 18", File.ReadLines(Path).First());
        Append(spool, "last");
        spool.Rewind();

        Assert.Equal([(19, mebibyte), (20, mebibyte), (21, "last")], Read(spool));
    }

    [Fact]
    public void A_full_spool_keeps_the_oldest_and_leaves_out_the_numbers_of_what_it_did_not_take()
    {
        using var spool = Create(limit: 20);
        Append(spool, "one", "two", "six");

        Assert.Equal(AgentSpool.Appended.Full, spool.Append("too much"u8));
        Assert.Equal(AgentSpool.Appended.Full, spool.Append("too much"u8));
        Read(spool);
        spool.Forget(1);
        Append(spool, "new");

        spool.Rewind();
        Assert.Equal([(2, "two"), (3, "six"), (6, "new")], Read(spool));
    }

    [Fact]
    public void A_node_that_knows_later_numbers_moves_what_is_new_behind_them()
    {
        using (var before = Create())
            Append(before, "of before", "of before too");
        using var spool = Open();
        Append(spool, "new", "newer");

        spool.ContinueBehind(10);

        Assert.Equal([(1, "of before"), (2, "of before too"), (11, "new"), (12, "newer")], Read(spool));
        Append(spool, "newest");
        Assert.Equal([(13, "newest")], Read(spool));
        Assert.Equal("13 newest", Lines[^1]);
    }

    [Fact]
    public void Numbers_stay_where_the_node_knows_none_of_them()
    {
        using (var before = Create())
            Append(before, "one", "two");
        using var spool = Open();
        Append(spool, "three");

        spool.ContinueBehind(2);
        spool.ContinueBehind(3);

        Assert.Equal([(1, "one"), (2, "two"), (3, "three")], Read(spool));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tapedeck-spool 1 claude_code/3f9a2c41d0b7 4")]
    [InlineData("tapedeck-spool 2 claude_code/3f9a2c41d0b7 4\n")]
    [InlineData("tapedeck-spool 1 claude_code/3f9a2c41d0b7 04\n")]
    [InlineData("42 {}\n")]
    public void What_has_no_header_of_this_version_is_left_alone(string text)
    {
        File.WriteAllText(Path, text);
        using var claim = SpoolClaim.TryTake(Path)!;

        Assert.Null(AgentSpool.Open(claim, long.MaxValue));
        Assert.Equal(text, File.ReadAllText(Path));
    }

    public void Dispose() => _folder.Dispose();

    internal static List<(long, string)> Read(AgentSpool spool)
    {
        var lines = new List<(long, string)>();
        for (; spool.TryPeek(out var line); spool.Advance())
            lines.Add((line.Number, Encoding.UTF8.GetString(line.Payload.Span)));
        return lines;
    }

    private AgentSpool Create(long limit = long.MaxValue) =>
        AgentSpool.Create(SpoolClaim.TryTake(Path)!, Producer, limit);

    private AgentSpool Open() => AgentSpool.Open(SpoolClaim.TryTake(Path)!, long.MaxValue)!;

    private static void Append(AgentSpool spool, params string[] payloads)
    {
        foreach (var payload in payloads)
            Assert.Equal(AgentSpool.Appended.Kept, spool.Append(Encoding.UTF8.GetBytes(payload)));
    }
}
