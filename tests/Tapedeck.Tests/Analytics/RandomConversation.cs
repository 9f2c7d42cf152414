using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Tapedeck.Tests.Analytics;

/// <summary>
/// Event lines, as the recorder writes them and in older shapes, of a few speakers who ask, answer, decide and are silent in a few
/// contexts.
/// </summary>
public sealed record RandomConversation(IReadOnlyList<string> Lines)
{
    private static readonly string[] Tags = ["", "\"@Question-Open\"", "\"@Decision-Made\",\"@Question-Open\"", "\"@Status-Blocked\""];

    public static Arbitrary<RandomConversation> Arbitrary() =>
        Line.ListOf().Select(lines => new RandomConversation([.. lines])).ToArbitrary();

    private static Gen<string> Line =>
        from speaker in Gen.Elements("a", "b", "c", "unknown", "", "é \\u00fc")
        from receiver in Gen.Elements("b", "c", "")
        from context in Gen.Elements("x", "y", "unknown", "", "z")
        from seconds in Gen.Choose(-5, 100)
        from tags in Gen.Elements(Tags)
        from words in Gen.Choose(0, 2)
        from keyword in Gen.Choose(0, 9)
        from shape in Gen.Choose(0, 5)
        select Text(speaker, receiver, context, seconds, tags, words, keyword, shape);

    private static string Text(string speaker, string receiver, string context, int seconds, string tags, int words, int keyword, int shape)
    {
        var time = DateTime.UnixEpoch.AddYears(55).AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return shape switch
        {
            0 => $$$"""{"SpeakerName":"{{{speaker}}}","Timestamp":"{{{time}}}","ContextId":"{{{context}}}","shl_tags":[{{{tags}}}],"keywords":["k{{{keyword}}}"],"Message":"{{{new string('w', words)}}}"}""",
            1 => $$$"""{"SpeakerName" : "{{{speaker}}}","Metadata":{"word_count":{{{words}}},"shl_tags":[{{{tags}}}]}}""",
            _ => $$$"""{"Id":"i","Timestamp":"{{{time}}}","SpeakerName":"{{{speaker}}}","SpeakerRole":"Agent","Message":"{\"message\": \"{{{new string('w', words)}}}\"}","ConversationType":0,"ContextId":"{{{context}}}","Metadata":{"chain_type":"d{{{shape}}}","ace_tier":"E","shl_tags":[{{{tags}}}],"keywords":["k{{{keyword}}}","all"],"content_hash":"00","word_count":{{{words}}},"char_count":1,"receiver":"{{{receiver}}}","source":"push","sequence":1,"recorded_at":"{{{time}}}Z","taxonomy":"1"}}""",
        };
    }
}
