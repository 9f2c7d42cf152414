using System.Text;
using FsCheck.Xunit;
using Tapedeck.Analytics;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Tests.Analytics;

public sealed class TalliedLineTests
{
    private const string Mutations = "\"\\{}[]:,0nu \t\n€\u0000x";

    /// <summary>A blank before it makes it be read the general way.</summary>
    [Property(Arbitrary = [typeof(RandomConversation)], MaxTest = 300)]
    public void A_line_as_the_recorder_writes_it_is_read_like_any_other(RandomConversation conversation, ushort[] places, byte[] bytes)
    {
        foreach (var line in conversation.Lines.Take(20))
        {
            AssertAlike(Encoding.UTF8.GetBytes(line));
            for (var i = 0; i < Math.Min(places.Length, bytes.Length); i++)
                AssertAlike(Mutated(line, places[i], bytes[i]));
        }
    }

    [Theory]
    [InlineData("\\\\", true)]
    [InlineData("\\\\\\\"", true)]
    [InlineData("\\u00e9", true)]
    [InlineData("\\ud800", true)]
    [InlineData("\\u00g9", false)]
    [InlineData("\\x", false)]
    [InlineData("\t", false)]
    public void Escapes_are_checked_wherever_they_lie(string escape, bool isEvent)
    {
        for (var before = 0; before < 130; before++)
        {
            var line = Encoding.UTF8.GetBytes($$$"""{"Message":"{{{new string('m', before)}}}{{{escape}}}","Metadata":{"word_count":1}}""");
            Assert.Equal(isEvent, new TalliedLine(TimeSpan.Zero).TryRead(line));
            AssertAlike(line);
        }
    }

    [Fact]
    public void Of_years_at_the_ends_of_time_and_numbers_that_are_none_nothing_is_lost()
    {
        AssertAlike("""{"Timestamp":"0001-01-01T00:00:00","Metadata":{"word_count":-0}}"""u8.ToArray());
        AssertAlike("""{"Timestamp":"9999-12-31T23:59:59.9999999-14:00","Metadata":{"word_count":00}}"""u8.ToArray());
        AssertAlike("""{"Timestamp":"2026-11-22T00:00:00","Metadata":{"word_count":99999999999999999999,"sequence":12345678901234567890}}"""u8.ToArray());
    }

    [Fact]
    public void When_lines_were_recorded_is_read_alike_whatever_came_before()
    {
        string[] texts =
        [
            "2026-11-22T09:00:00.000000Z", "2026-11-22T09:00:00.999999Z", "2026-11-22T09:00:01.000001Z", "2026-11-22T09:00:01.00000xZ",
            "2026-11-22T09:00:01.000001+", "2026-11-22T09:00:01,000001Z", "2026-11-22T09:00:0x.000001Z", "2026-11-22T09:00:01Z", "", "x",
        ];
        var recorded = new RecordedSecond();
        foreach (var before in texts)
        {
            foreach (var text in texts.Append(before))
                Assert.Equal(LineTime.OfText(Encoding.UTF8.GetBytes(text), TimeSpan.Zero), recorded.Of(Encoding.UTF8.GetBytes(text)));
        }
    }

    private static void AssertAlike(byte[] line)
    {
        byte[] spaced = [(byte)' ', .. line];
        Assert.Equal(Describe(spaced), Describe(line));
    }

    private static string Describe(byte[] line)
    {
        var read = new TalliedLine(TimeSpan.Zero);
        if (!read.TryRead(line))
            return "no event";
        var texts = Enumerable.Range(0, (int)TalliedLine.Field.Count).Select(field => Encoding.UTF8.GetString(read.Text((TalliedLine.Field)field, line)));
        var tags = Enumerable.Range(0, read.Tags).Select(i => Encoding.UTF8.GetString(read.Tag(i, line)));
        var keywords = Enumerable.Range(0, read.Keywords).Select(i => Encoding.UTF8.GetString(read.Keyword(i, line)));
        return $"{string.Join('|', texts)} {string.Join('|', tags)} {string.Join('|', keywords)} {read.Time} {read.RecordedAt} {read.IsEmpty} "
            + $"{read.HasMetadata} {read.Messages} {read.IsConsolidated}";
    }

    private static byte[] Mutated(string line, int place, byte how)
    {
        var at = place % line.Length;
        var character = Mutations[how / 3 % Mutations.Length].ToString();
        return Encoding.UTF8.GetBytes((how % 3) switch
        {
            0 => line.Remove(at, 1),
            1 => line.Insert(at, character),
            _ => line.Remove(at, 1).Insert(at, character),
        });
    }
}
