using System.Globalization;
using System.Text;

namespace Tapedeck.Client;

/// <summary>
/// What a node answers a producer. Source: docs/wire-format.md, "Acknowledged recording".
/// <code>
/// WELCOME last [first-last]…    STORED number sequence    REJECTED number reason    REFUSED verb reason    NOTICE text
/// </code>
/// </summary>
internal abstract record ProducerAnswer
{
    /// <summary>The node knows the producer.</summary>
    internal sealed record Welcome(KnownNumbers Known) : ProducerAnswer;

    /// <summary>This number is durable, and every one sent before it on the connection.</summary>
    internal sealed record Stored(long Number) : ProducerAnswer;

    /// <summary>The payload of this number is no message; it is in quarantine.</summary>
    internal sealed record Rejected(long Number, string Reason) : ProducerAnswer;

    /// <summary>A request was not carried out.</summary>
    internal sealed record Refused(string Verb, string Reason) : ProducerAnswer;

    /// <summary>For a person to read.</summary>
    internal sealed record Notice(string Text) : ProducerAnswer;

    /// <summary>The answer that the frames are, or null if they are none.</summary>
    public static ProducerAnswer? Parse(IReadOnlyList<byte[]> frames)
    {
        var texts = frames.Select(Encoding.UTF8.GetString).ToArray();
        return texts switch
        {
            ["WELCOME", var last, .. var ranges] when ParseNumber(last) is { } number && Ranges(ranges) is { } missing =>
                new Welcome(new KnownNumbers(number, missing)),
            ["STORED", var stored, _] when ParseNumber(stored) is { } number => new Stored(number),
            ["REJECTED", var rejected, var reason] when ParseNumber(rejected) is { } number => new Rejected(number, reason),
            ["REFUSED", var verb, var reason] => new Refused(verb, reason),
            ["NOTICE", var text] => new Notice(text),
            _ => null,
        };
    }

    private static NumberRange[]? Ranges(string[] texts)
    {
        var ranges = new NumberRange[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].Split('-') is not [var first, var last]
                || ParseNumber(first) is not { } from || ParseNumber(last) is not { } to)
                return null;
            ranges[i] = new NumberRange(from, to);
        }

        return ranges;
    }

    private static long? ParseNumber(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
