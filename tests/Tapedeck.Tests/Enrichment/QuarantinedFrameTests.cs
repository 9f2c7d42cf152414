using System.Buffers;
using System.Text;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class QuarantinedFrameTests
{
    [Fact]
    public void A_frame_is_kept_whole_with_its_reason() =>
        Assert.Equal(
            """
            {"Reason":"no \"JSON\" + ä","Source":"push","ReceivedAt":"2026-11-22T09:00:00.123456Z","Size":4,"Bytes":"AP94eA=="}

            """, Line(new("no \"JSON\" + ä", "push", Some.RecordedAt, 4, 1), [], [0, 0xFF, .. "xx"u8]));

    [Fact]
    public void Topic_and_producer_are_kept_so_that_it_can_be_fed_back() =>
        Assert.Equal(
            """
            {"Reason":"r","Source":"acknowledged","ReceivedAt":"2026-11-22T09:00:00.123456Z","Size":1,"Producer":"a/1","ProducerSequence":42,"Topic":"/w==","Bytes":"eA=="}

            """, Line(new("r", "acknowledged", Some.RecordedAt, 1, 2, "a/1", 42), [0xFF], "x"u8));

    [Fact]
    public void Of_too_large_a_frame_the_head_is_kept_and_of_many_parts_their_number() =>
        Assert.Equal(
            """
            {"Reason":"r","Source":"push","ReceivedAt":"2026-11-22T09:00:00.123456Z","Size":9,"Parts":3,"Head":"eA=="}

            """, Line(new("r", "push", Some.RecordedAt, 9, 3, IsHead: true), [], "x"u8));

    private static string Line(QuarantinedFrame frame, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        frame.WriteLine(topic, bytes, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
