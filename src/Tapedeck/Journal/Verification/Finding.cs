using System.Globalization;
using System.Text;

namespace Tapedeck.Journal.Verification;

/// <summary>One thing that is wrong with a journal: where, what, and what to do about it.</summary>
/// <param name="File">The file, relative to the folder.</param>
/// <param name="What">What was found there.</param>
/// <param name="Todo">What to do.</param>
internal sealed record Finding(string File, string What, string Todo)
{
    /// <summary>The usual way out.</summary>
    public const string Recover = "run tapedeck recover";

    /// <summary>Line of the file, from 1; null if it is about no line.</summary>
    public long? Line { get; init; }

    /// <summary>Where it begins in the file.</summary>
    public long? Offset { get; init; }

    /// <summary>How long it is.</summary>
    public long? Bytes { get; init; }

    /// <summary>Sequences of the events it is about, <c>17-17</c>.</summary>
    public string? Sequences { get; init; }

    /// <summary><c>sessions/000001_….jsonl, line 17, byte 18204: an empty line: run tapedeck recover</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line is { } line)
            text.Append(CultureInfo.InvariantCulture, $", line {line}");
        if (Offset is { } offset)
            text.Append(CultureInfo.InvariantCulture, $", byte {offset}");
        if (Sequences is not null)
            text.Append(CultureInfo.InvariantCulture, $", events {Sequences}");
        return text.Append(CultureInfo.InvariantCulture, $": {What}: {Todo}").ToString();
    }
}
