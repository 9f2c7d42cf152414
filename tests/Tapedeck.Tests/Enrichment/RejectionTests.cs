using System.Text;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class RejectionTests
{
    [Theory]
    [InlineData("", "empty frame")]
    [InlineData(" \r\n\t", "empty frame")]
    [InlineData("\uFEFF", "empty frame")]
    [InlineData("[1,2]", "JSON, but an array, not an object")]
    [InlineData("\"text\"", "JSON, but a string, not an object")]
    [InlineData("-1.5e+3", "JSON, but a number, not an object")]
    [InlineData("null", "JSON, but null, not an object")]
    [InlineData("true", "JSON, but a boolean, not an object")]
    [InlineData("{}", "JSON, but no message: none of message_id, from, sender_id, content (or Message and one of Id, SpeakerName)")]
    [InlineData("{\"hello\":\"world\"}", "JSON, but no message: none of message_id, from, sender_id, content (or Message and one of Id, SpeakerName)")]
    [InlineData("{\"event_type\":\"sent\",\"message\":{}}", "JSON, but no message: none of message_id, from, sender_id, content (or Message and one of Id, SpeakerName)")]
    [InlineData("{\"event_type\":\"sent\",\"agent\":\"a\"}", "form 2 without a message object")]
    [InlineData("{\"event_type\":\"sent\",\"message\":\"text\"}", "form 2 without a message object")]
    [InlineData("{\"Id\":\"1\",\"Message\":{}}", "JSON, but no message: none of message_id, from, sender_id, content (or Message and one of Id, SpeakerName)")]
    [InlineData("{\"SpeakerRole\":\"Agent\",\"Message\":\"text\"}", "JSON, but no message: none of message_id, from, sender_id, content (or Message and one of Id, SpeakerName)")]
    [InlineData("hello", "not JSON: unexpected byte 0x68 at 0")]
    [InlineData("{\"from\":\"a\"", "not JSON: unexpected end at byte 11")]
    [InlineData("{\"from\":\"a", "not JSON: unexpected end at byte 10")]
    [InlineData("{\"from\":", "not JSON: unexpected end at byte 8")]
    [InlineData("{\"from\"", "not JSON: unexpected end at byte 7")]
    [InlineData("{\"from\":tru", "not JSON: unexpected end at byte 11")]
    [InlineData("{\"from\":truth}", "not JSON: unexpected byte 0x74 at 11")]
    [InlineData("{\"from\":\"a\",}", "not JSON: unexpected byte 0x7D at 12")]
    [InlineData("{\"from\":[1,]}", "not JSON: unexpected byte 0x5D at 11")]
    [InlineData("{\"from\":01}", "not JSON: unexpected byte 0x31 at 9")]
    [InlineData("{\"from\":1.}", "not JSON: unexpected byte 0x7D at 10")]
    [InlineData("{\"from\":\"\\x\"}", "not JSON: unexpected byte 0x78 at 10")]
    [InlineData("{\"from\":\"\\u12g4\"}", "not JSON: unexpected byte 0x67 at 13")]
    [InlineData("{\"from\":\"a\nb\"}", "not JSON: control character 0x0A in a string at byte 10")]
    [InlineData("{\"from\":\"a\"}{\"from\":\"b\"}", "not JSON: more after the value at byte 12")]
    [InlineData("{\"from\":\"a\"}\0", "not JSON: more after the value at byte 12")]
    public void A_frame_that_is_no_message_is_rejected_with_its_reason(string frame, string reason) =>
        Assert.Equal(reason, Recorded.Rejection(Encoding.UTF8.GetBytes(frame)));

    [Fact]
    public void Invalid_utf8_is_rejected_with_the_byte_and_its_place() =>
        Assert.Equal("not UTF-8: invalid byte 0xC3 at 9", Recorded.Rejection([.. "{\"from\":\""u8, 0xC3, .. "\"}"u8]));

    [Fact]
    public void A_topic_that_is_no_text_is_rejected_with_the_byte_and_its_place()
    {
        var facts = new FrameFacts("broker"u8, Some.RecordedAt) { Topic = [(byte)'a', 0xFF] };

        Assert.Equal("the topic is not UTF-8: invalid byte 0xFF at 1", Recorded.Rejection("{\"message_id\":\"1\"}"u8, facts));
    }

    [Fact]
    public void Nesting_is_read_down_to_128_levels_and_no_deeper()
    {
        Recorded.From(Nested(127));
        Assert.Equal("nested deeper than 128", Recorded.Rejection(Encoding.UTF8.GetBytes(Nested(128))));
        Assert.Equal("nested deeper than 128", Recorded.Rejection(Encoding.UTF8.GetBytes(Nested(10_000))));
        Assert.Equal("nested deeper than 128", Recorded.Rejection(Encoding.UTF8.GetBytes(new string('[', 10_000))));

        static string Nested(int arrays) =>
            $$"""{"from":"a","content":{{new string('[', arrays)}}{{new string(']', arrays)}}}""";
    }
}
