using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Verification;

/// <summary>How much there is to verify, and to read, for the progress.</summary>
internal static class JournalBytes
{
    /// <summary>Bytes of the sessions at this moment.</summary>
    public static long OfSessions(JournalFolder folder) => SessionFile.All(folder).Sum(session => FileLength.Of(session.Path));

    /// <summary>Bytes of the sessions, the deliveries, the quarantine and the checkpoints at this moment.</summary>
    public static long Of(JournalFolder folder) =>
        OfSessions(folder) + FileLength.Of(folder.Deliveries) + FileLength.Of(folder.Quarantine)
        + (Directory.Exists(folder.Checkpoints) ? new DirectoryInfo(folder.Checkpoints).EnumerateFiles().Sum(file => file.Length) : 0);
}
