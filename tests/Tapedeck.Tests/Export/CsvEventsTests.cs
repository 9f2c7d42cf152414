using System.Text;
using Tapedeck.Export;

namespace Tapedeck.Tests.Export;

public sealed class CsvEventsTests
{
    [Fact]
    public void An_event_is_a_record_with_a_field_for_each_column()
    {
        var csv = Write(
            """{"Id":"a,b","Timestamp":"2025-12-01T06:58:19.5Z","SpeakerName":"","SpeakerRole":"the \"one\"","Message":"{\"message\":\"two\\nlines\"}","ConversationType":0,"ContextId":"c","Metadata":{"shl_tags":["@A","b\"c"],"sequence":7}}""");

        Assert.Equal(
            "id,timestamp,recorded_at,speaker,role,receiver,message,text,context_id,conversation_type,message_type,chain_type,"
            + "ace_tier,shl_tags,keywords,content_hash,word_count,char_count,sequence,source,metadata_json,timestamp_text,line\r\n"
            + "\"a,b\",2025-12-01T06:58:19.500000Z,,\"\",\"the \"\"one\"\"\",,\"{\"\"message\"\":\"\"two\\nlines\"\"}\",\"two\nlines\",c,0,,,,"
            + "\"[\"\"@A\"\",\"\"b\\\"\"c\"\"]\",,,,,7,,\"{\"\"shl_tags\"\":[\"\"@A\"\",\"\"b\\\"\"c\"\"],\"\"sequence\"\":7}\",2025-12-01T06:58:19.5Z,\r\n",
            csv);
    }

    [Fact]
    public void Without_events_there_are_the_columns_names() => Assert.Equal(1, Write().Split("\r\n").Length - 1);

    private static string Write(params string[] lines)
    {
        using var output = new MemoryStream();
        using (var writer = new CsvEvents(output, TimeSpan.Zero))
        {
            foreach (var line in lines)
                writer.Add(Encoding.UTF8.GetBytes(line));
            writer.Finish();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
