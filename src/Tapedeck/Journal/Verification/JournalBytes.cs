using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Verification;

/// <summary>How much there is to verify, for its progress.</summary>
internal static class JournalBytes
{
    /// <summary>Bytes of the sessions, the deliveries and the quarantine at this moment.</summary>
    public static long Of(JournalFolder folder) => SessionFile.All(folder).Select(session => session.Path)
        .Append(folder.Deliveries).Append(folder.Quarantine)
        .Sum(FileLength.Of);
}
