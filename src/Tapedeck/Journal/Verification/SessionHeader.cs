using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>Checks what the first record of a session's index says against the session before it.</summary>
internal static class SessionHeader
{
    /// <summary>Adds what is wrong to the findings, and lets the state go on as the header says.</summary>
    public static void Check(OpenSession session, long number, VerificationState state)
    {
        var index = session.Index;
        if (index is null || !index.TryRead(0, out var header) || header.Kind != IndexRecordKind.Header)
        {
            if (index is null && session.Length == 0)
                return;
            if (index is not null)
                state.Findings.Add(new Finding(session.IndexName, "its first record cannot be read", Finding.Recover) { Offset = 0 });
            if (number > state.NextSession)
                state.Findings.Add(Missing(session, state.NextSession, number - 1, null));
            // A link that is not known ends here; the records behind the first say theirs.
            state.Link = number == state.NextSession && index is not null ? state.Link : null;
            state.NextSession = number + 1;
            return;
        }

        if (session.File.IsClosed && session.File.Number != header.Place)
            state.Findings.Add(new Finding(
                session.Name, $"it was renamed: its index says that it is session {header.Place}", Finding.Recover));
        if (WrongIn(session, header, state) is { } finding)
            state.Findings.Add(finding);
        if (!state.Walk.Accepts(header.FirstSequence))
            state.GoOnWith(header.FirstSequence);
        (state.Link, state.NextSession) = (header.Link, header.Place + 1);
    }

    private static Finding? WrongIn(OpenSession session, in IndexRecord header, VerificationState state)
    {
        var next = state.Walk.Next;
        var isKnown = state.Walk.Accepts(header.FirstSequence)
            || (header.FirstSequence > next && state.Losses.Cover(next, header.FirstSequence - 1));
        var isLinked = state.Link is not { } link || link == header.Link;
        if (isKnown && isLinked)
            return null;
        if (header.Place > state.NextSession)
            return Missing(session, state.NextSession, header.Place - 1, header.FirstSequence > next ? $"{next}-{header.FirstSequence - 1}" : null);
        if (header.Place < state.NextSession)
            return Wrong(session, $"it says that it is session {header.Place}, which is there already");
        return !isKnown
            ? Wrong(session, $"it says that event {header.FirstSequence} comes first, the session before ends with {next - 1}")
            : Wrong(session, $"its chain goes on from {header.Link}, the session before ends with {state.Link}");
    }

    private static Finding Wrong(OpenSession session, string what) =>
        new(session.IndexName, what, Finding.Recover) { Offset = 0, Bytes = IndexRecord.Size };

    private static Finding Missing(OpenSession behind, long first, long last, string? sequences) => new(
        "sessions", $"{(first == last ? $"session {first} is" : $"sessions {first} to {last} are")} missing before {behind.Name}",
        $"put {(first == last ? "it" : "them")} back, or {Finding.Recover}")
    {
        Sequences = sequences,
    };
}
