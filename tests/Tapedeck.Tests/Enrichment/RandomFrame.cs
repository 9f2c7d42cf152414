using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Tapedeck.Tests.Enrichment;

/// <summary>A message with members of any name and kind: known and unknown ones, repeated ones, odd values.</summary>
public sealed record RandomFrame(string Message)
{
    private static readonly string[] Names =
    [
        "message_id", "timestamp", "from", "to", "type", "priority", "content", "sender_id", "context_id", "metadata",
        "sender_role", "agent", "message", "keywords", "sequence", "receiver", "observer", "source",
        "x", "y", "", "z z", "fr\"om", "größe",
    ];

    public static Arbitrary<RandomFrame> Arbitrary()
    {
        var frame = Members(2).Select(members => $$"""{"from":"a",{{members}}}""");
        return frame.Select(message => new RandomFrame(message)).ToArbitrary();
    }

    private static Gen<string> Members(int depth) =>
        Gen.Elements(Names).Zip(Value(depth), (name, value) => $"{Wire.Quote(name, ascii: value.Length % 2 == 0)} : {value}")
            .NonEmptyListOf().Select(members => string.Join(",\n", members.Take(12)));

    private static Gen<string> Value(int depth)
    {
        var text = RandomText.Arbitrary().Generator.Zip(Gen.Elements(true, false), (value, ascii) => Wire.Quote(value.Value, ascii));
        var scalar = Gen.OneOf(text, Gen.Elements("null", "true", "0", "-1.5e3", "\"\"", "[]", "{}", "[ \"a\",\n{\"b\":\"c\"} ]"));
        return depth == 0 ? scalar : Gen.Frequency((4, scalar), (1, Members(depth - 1).Select(members => $"{{{members}}}")));
    }

    public byte[] Bytes => Encoding.UTF8.GetBytes(Message);
}
