using Tapedeck.Configuration;
using Tapedeck.Journal;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>The session that a reading command is about.</summary>
internal static class RecordedSession
{
    /// <exception cref="CommandFailedException">Nothing was recorded there yet.</exception>
    public static string Path(RecorderSettings settings)
    {
        var session = new JournalFolder(settings.Logs).Session;
        return File.Exists(session)
            ? session
            : throw new CommandFailedException(
                $"nothing is recorded in {settings.Logs}: start a node there, or name another folder with --logs DIR");
    }
}

/// <summary>Tells of lines that had to be passed over.</summary>
internal static class BadLines
{
    /// <returns>The exit code: failed if there were any.</returns>
    public static int Report(JournalReader reader)
    {
        if (reader.BadLines == 0)
            return ExitCode.Done;
        Console.Error.WriteLine(
            $"tapedeck: {reader.BadLines} lines are no event and were passed over; the first is {reader.FirstBadLine}");
        return ExitCode.Failed;
    }
}
