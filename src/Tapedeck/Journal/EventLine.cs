using System.Text.Json;
using System.Text.Unicode;

namespace Tapedeck.Journal;

/// <summary>What a line of a session must be: a JSON object in valid UTF-8.</summary>
internal static class EventLine
{
    /// <summary>What is wrong with a line; null if it is an event.</summary>
    /// <param name="line">Without its newline.</param>
    /// <param name="sequence">Its <c>Metadata.sequence</c>; null if it has none, or is no event.</param>
    public static string? FaultOf(ReadOnlySpan<byte> line, out long? sequence)
    {
        sequence = null;
        if (line.IsEmpty)
            return "an empty line";
        if (line[0] == 0)
            return "zero bytes";
        if (!Utf8.IsValid(line))
            return "bytes that are not UTF-8";
        try
        {
            var members = LineMembers.OfMetadata(line);
            if (members.ReadKind() is not JsonTokenType.StartObject and var kind)
                return $"expected an event, a JSON object, found {kind}";
            sequence = SequenceOf(ref members);
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }

        return null;
    }

    /// <summary>The last <c>sequence</c> that is a number; reads to the end.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static long? SequenceOf(ref LineMembers metadata)
    {
        long? sequence = null;
        while (metadata.TryNext())
        {
            if (metadata.Is("sequence"u8))
                sequence = metadata.ReadNumber() ?? sequence;
        }

        return sequence;
    }
}
