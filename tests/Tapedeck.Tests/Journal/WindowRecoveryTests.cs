using System.Text;
using Tapedeck.Enrichment;
using Tapedeck.Journal;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

public sealed class WindowRecoveryTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Session => _temp.File("current_session.jsonl");

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("plain", "text")]
    [InlineData("ü 漢字", "\\u00fc \\\"content_hash\\\":\\\"0123456789abcdef0123456789abcdef\\\"")]
    [InlineData("a\\\"b\\\\c", "")]
    [InlineData("\\u00fc", "both ways")]
    [InlineData("\\ud800", "half of a pair")]
    public void A_line_is_the_message_that_it_was_made_of(string id, string text)
    {
        var lines = new LineBuffer();
        var outcome = new FrameEnricher(Some.Taxonomy()).Enrich(
            Encoding.UTF8.GetBytes($$"""{"message_id":"{{id}}","content":"{{text}}"}"""), Some.Facts(), lines);

        var line = lines.Written.Slice(outcome.LineStart, outcome.LineLength);

        Assert.True(outcome.Identity.IsKnown);
        Assert.Equal(outcome.Identity, WindowRecovery.IdentityOf(line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"Id":"a"}""")]
    [InlineData("""{"Id":"unclosed""")]
    [InlineData("""{"Id":"un\"closed""")]
    [InlineData("""{"Id":"\x","content_hash":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("""{"Id":"a","content_hash":"not hex, though it is as long as one"}""")]
    [InlineData("""{"Id":"a","content_hash":"cut""")]
    public void A_line_of_another_kind_is_no_known_message(string line) =>
        Assert.False(WindowRecovery.IdentityOf(Encoding.UTF8.GetBytes(line)).IsKnown);

    [Fact]
    public void The_last_events_are_remembered_with_their_sequences_whatever_stood_before_them()
    {
        File.WriteAllLines(Session, Enumerable.Range(7, 10).Select(n => Line($"m{n}")));
        var window = new EventWindow(4);

        WindowRecovery.Fill(window, new JournalFolder(_temp.Path), lastSequence: 16);

        Assert.Equal([0, 0, 13, 14, 15, 16], Enumerable.Range(11, 6).Select(n => SequenceOf(window, $"m{n}")));
    }

    [Fact]
    public void A_session_shorter_than_the_window_is_remembered_whole()
    {
        File.WriteAllLines(Session, [Line("a"), "what another program wrote", Line("b")]);
        var window = new EventWindow(100);

        WindowRecovery.Fill(window, new JournalFolder(_temp.Path), lastSequence: 103);

        Assert.Equal((101L, 103L), (SequenceOf(window, "a"), SequenceOf(window, "b")));
    }

    private static long SequenceOf(EventWindow window, string id)
    {
        window.Find(EventIdentity.Of(Encoding.UTF8.GetBytes(id), Hash(id)), out var sequence);
        return sequence;
    }

    private static string Line(string id) =>
        $$$"""{"Id":"{{{id}}}","Metadata":{"content_hash":"{{{Convert.ToHexStringLower(Hash(id))}}}"}}""";

    private static byte[] Hash(string id) => ReferenceEnrichment.Hash(Encoding.UTF8.GetBytes(id));
}
