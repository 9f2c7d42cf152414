namespace Tapedeck.Client;

/// <summary>
/// What a client asks a node, and what the node answers. Each message has a wire form with a version of its own: see
/// <see cref="NodeWire"/>.
/// </summary>
public static class NodeProtocol
{
    /// <summary>The version of the wire forms.</summary>
    public const int Version = 1;

    /// <summary>Asks for a <see cref="StatusSnapshot"/>.</summary>
    public sealed record GetStatus
    {
        /// <summary>The message.</summary>
        public static readonly GetStatus Instance = new();
    }

    /// <summary>Asks for one <see cref="EventPage"/>, oldest events first.</summary>
    /// <param name="Filter">Which events.</param>
    /// <param name="Limit">At most this many, 1 or more.</param>
    /// <param name="Cursor">The <see cref="EventPage.Next"/> of the page before; null for the first page.</param>
    public sealed record QueryEvents(EventFilter Filter, int Limit, string? Cursor);

    /// <summary>
    /// The events found so far. A page may be empty and still have a next one: a node looks through a bounded part of the
    /// record for each page.
    /// </summary>
    /// <param name="Lines">Event lines as recorded, UTF-8, without newline.</param>
    /// <param name="Next">Where the next page begins; null at the present end of the record.</param>
    public sealed record EventPage(IReadOnlyList<ReadOnlyMemory<byte>> Lines, string? Next);

    /// <summary>
    /// Asks to record again what is in quarantine, as if it came now: answered by <see cref="QuarantineRetried"/>. Over HTTP
    /// only.
    /// </summary>
    /// <param name="Line">The record's place in <c>quarantine.jsonl</c>, from 1; null for every record.</param>
    /// <param name="Frame">The repaired frame to record in place of the one that is there; null for that one.</param>
    public sealed record RetryQuarantine(long? Line, byte[]? Frame);

    /// <summary>What became of the records that were tried again. They stay in the file.</summary>
    /// <param name="Retried">How many are events now.</param>
    /// <param name="Already">How many had been recorded again before.</param>
    /// <param name="Rejected">Those that are still no message.</param>
    public sealed record QuarantineRetried(int Retried, int Already, IReadOnlyList<QuarantineRejection> Rejected);

    /// <summary>A record of the quarantine that cannot be recorded.</summary>
    /// <param name="Line">Its place in <c>quarantine.jsonl</c>, from 1.</param>
    /// <param name="Reason">Why it is no message.</param>
    public sealed record QuarantineRejection(long Line, string Reason);

    /// <summary>
    /// Asks for a checkpoint of the events that no checkpoint has yet: answered by <see cref="CheckpointMade"/>, or
    /// <see cref="Refused"/> if it cannot be made. Over HTTP only.
    /// </summary>
    /// <param name="Label">Becomes part of its name: 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    public sealed record MakeCheckpoint(string Label)
    {
        /// <summary>What a label is, for messages.</summary>
        public const string LabelForm = "1 to 64 of the letters A-Z and a-z, digits, dots, _ and -";

        /// <summary>Whether a text can be a label.</summary>
        public static bool IsLabel(string text) =>
            text.Length is > 0 and <= 64
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');
    }

    /// <summary>The checkpoint that was asked for.</summary>
    /// <param name="IsNew">False if there were no new events, and so none was made.</param>
    /// <param name="Checkpoint">The one that was made, else the last there is; null if there is none.</param>
    public sealed record CheckpointMade(bool IsNew, CheckpointFacts? Checkpoint);

    /// <summary>Asks which checkpoints there are: answered by <see cref="CheckpointList"/>. Over HTTP only.</summary>
    public sealed record GetCheckpoints
    {
        /// <summary>The message.</summary>
        public static readonly GetCheckpoints Instance = new();
    }

    /// <summary>The checkpoints of a node.</summary>
    /// <param name="Checkpoints">In the order of their events.</param>
    public sealed record CheckpointList(IReadOnlyList<CheckpointFacts> Checkpoints);

    /// <summary>
    /// Asks for a report on the conversation: answered by <see cref="ReportSnapshot"/>. Of all events it is there at once; with a
    /// filter the node reads its record first, which may take minutes.
    /// </summary>
    /// <param name="Filter">Which events; null for all.</param>
    public sealed record GetReport(EventFilter? Filter);

    /// <summary>A report.</summary>
    /// <param name="Json">The report as <c>tapedeck report</c> writes it, UTF-8.</param>
    /// <param name="LastSequence">Sequence of the last event that it looked at.</param>
    public sealed record ReportSnapshot(ReadOnlyMemory<byte> Json, long LastSequence);

    /// <summary>The node cannot or will not answer.</summary>
    /// <param name="Reason">What was asked, and why not.</param>
    public sealed record Refused(string Reason);

    /// <summary>
    /// What the node's side makes of a message whose manifest or body it cannot read. It is never sent.
    /// </summary>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Unreadable(string Reason);
}
