using Tapedeck.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

public sealed class LastSequenceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_session_has_none() => Assert.Equal(0, Of(""));

    [Fact]
    public void It_is_the_metadata_member_and_no_other() => Assert.Equal(
        7, Of("""{"Id":"a","sequence":1,"Message":"\"sequence\":2","Metadata":{"trace":{"sequence":3},"sequence":7}}""" + "\n"));

    [Fact]
    public void A_session_that_another_program_began_is_counted() =>
        Assert.Equal(3, Of("{\"Id\":\"a\"}\n{\"Id\":\"b\"}\n{\"Id\":\"c\"}\n"));

    [Fact]
    public void A_last_line_longer_than_the_first_look_is_read_whole() => Assert.Equal(
        9, Of("{}\n{\"Message\":\"" + new string('x', 3_000_000) + "\",\"Metadata\":{\"sequence\":9}}\n"));

    private long Of(string session)
    {
        var path = _folder.File("session.jsonl");
        File.WriteAllText(path, session);
        return LastSequence.Of(path);
    }
}
