using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Tests.Journal;

/// <summary>What a journal answers, for tests of those that ask it.</summary>
internal static class JournalSnapshots
{
    public static JournalProtocol.JournalSnapshot Of(string session, long lastSequence, long bytes, string? error = null) =>
        new(session, lastSequence, new JournalPosition(1, bytes), "", "group", default, null, 0, [], error);
}
