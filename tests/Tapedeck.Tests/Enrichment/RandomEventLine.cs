using FsCheck;
using FsCheck.Fluent;

namespace Tapedeck.Tests.Enrichment;

/// <summary>An event line with members of any kind under the names it knows, and some that it does not.</summary>
public sealed record RandomEventLine(string Line)
{
    private static readonly string[] Names =
    [
        "Id", "Timestamp", "SpeakerName", "SpeakerRole", "ConversationType", "ContextId", "Metadata", "TimestampEnd",
        "chain_type", "keywords", "receiver", "priority", "event_type", "message", "timestamp", "M\u0065ssage", "",
    ];

    private static readonly string[] MetadataNames =
    [
        "chain_type", "receiver", "message_type", "priority", "sender_role", "context_id", "source", "event", "observer",
        "observed_at", "id_assigned", "timestamp_assigned", "producer", "producer_sequence", "sequence", "recorded_at",
        "taxonomy", "x", "Message", "",
    ];

    public static Arbitrary<RandomEventLine> Arbitrary()
    {
        var message = Gen.OneOf(Text, Gen.Elements("{}", "[1]", "{\"message\":\"m\"}", "{\"a\":[\"b\"]").Select(json => Wire.Quote(json)));
        var metadata = Members(MetadataNames, Scalar).Select(members => $"{{{members}}}");
        var value = Gen.Frequency((4, Scalar), (1, metadata));
        return Members(Names, value)
            .Zip(metadata, (members, own) => $"{members},\"Metadata\":{own}")
            .Zip(message, (members, text) => new RandomEventLine($$"""{"SpeakerName":"a",{{members}},"Message":{{text}}}"""))
            .ToArbitrary();
    }

    private static Gen<string> Text =>
        RandomText.Arbitrary().Generator.Zip(Gen.Elements(true, false), (value, ascii) => Wire.Quote(value.Value, ascii));

    private static Gen<string> Scalar => Gen.OneOf(
        Text, Gen.Elements("null", "true", "false", "0", "7", "-1.5e3", "\"\"", "\"sent\"", "\"received\"", "[]", "{}", "[ \"a\",\n{\"b\":\"c\"} ]"));

    private static Gen<string> Members(string[] names, Gen<string> value) =>
        Gen.Elements(names).Zip(value, (name, text) => $"{Wire.Quote(name, ascii: true)} : {text}")
            .NonEmptyListOf().Select(members => string.Join(",\n", members.Take(12)));
}
