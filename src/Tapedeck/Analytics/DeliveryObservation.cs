using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Tapedeck.Query;

namespace Tapedeck.Analytics;

/// <summary>What a tally asks of a line of <c>deliveries.jsonl</c>, texts in UTF-8.</summary>
/// <param name="sequence">The event's.</param>
/// <param name="observer">Who saw it.</param>
/// <param name="what">What was seen.</param>
internal readonly ref struct DeliveryObservation(long sequence, ReadOnlySpan<byte> observer, ReadOnlySpan<byte> what)
{
    public long Sequence { get; } = sequence;

    public ReadOnlySpan<byte> Observer { get; } = observer;

    public ReadOnlySpan<byte> Event { get; } = what;

    /// <summary>Reads a line without its newline. False if it is no delivery.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out DeliveryObservation delivery)
    {
        if (TryReadUsual(line, out delivery))
            return true;
        try
        {
            var read = DeliveryLine.Parse(line);
            delivery = new DeliveryObservation(read.Sequence, Encoding.UTF8.GetBytes(read.Observer), Encoding.UTF8.GetBytes(read.Event));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>As the recorder writes it: a quote behind a comma begins a name, since in a text it would be escaped.</summary>
    private static bool TryReadUsual(ReadOnlySpan<byte> line, out DeliveryObservation delivery)
    {
        delivery = default;
        var digits = line.LastIndexOf(",\"Sequence\":"u8) is >= 0 and var at ? line[(at + ",\"Sequence\":".Length)..] : default;
        if (!line.StartsWith("{\"Id\":\""u8) || !Utf8Parser.TryParse(digits, out long sequence, out var read) || !digits[read..].SequenceEqual("}"u8)
            || !TryText(line, ",\"Observer\":\""u8, out var observer) || !TryText(line, ",\"Event\":\""u8, out var what))
            return false;
        delivery = new DeliveryObservation(sequence, observer, what);
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        text = line.IndexOf(name) is >= 0 and var at ? line[(at + name.Length)..] : default;
        var length = text.IndexOfAny((byte)'"', (byte)'\\');
        if (length < 0 || text[length] != '"')
            return false;
        text = text[..length];
        return true;
    }
}
