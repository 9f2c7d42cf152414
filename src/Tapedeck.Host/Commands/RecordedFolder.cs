using Tapedeck.Configuration;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>The journal that a reading command is about.</summary>
internal static class RecordedFolder
{
    /// <exception cref="CommandFailedException">Nothing was recorded there yet.</exception>
    public static JournalFolder Of(RecorderSettings settings)
    {
        var folder = new JournalFolder(settings.Logs);
        return SessionFile.All(folder).Count > 0 ? folder : throw NothingIn(settings);
    }

    /// <summary>The same, where something that tells of a recording is enough: it may be all that is left of it.</summary>
    /// <exception cref="CommandFailedException">Nothing was recorded there yet.</exception>
    public static JournalFolder LeftOf(RecorderSettings settings)
    {
        var folder = new JournalFolder(settings.Logs);
        return SessionFile.All(folder).Count > 0 || Directory.Exists(folder.Sessions) || Directory.Exists(folder.Checkpoints)
            || new[] { folder.Session, folder.Index, folder.Deliveries, folder.Quarantine }.Any(File.Exists)
            ? folder
            : throw NothingIn(settings);
    }

    private static CommandFailedException NothingIn(RecorderSettings settings) => new(
        $"nothing is recorded in {settings.Logs}: start a node there, or name another folder with --logs DIR");
}

/// <summary>Tells of lines that had to be passed over.</summary>
internal static class BadLines
{
    /// <returns>The exit code: failed if there were any.</returns>
    public static int Report(JournalReader reader) => Report(reader.BadLines, "event", reader.FirstBadLine);

    /// <param name="count">How many.</param>
    /// <param name="what">What a good line is.</param>
    /// <param name="first">Where the first one is, and what is wrong with it.</param>
    /// <returns>The exit code: failed if there were any.</returns>
    public static int Report(long count, string what, string? first)
    {
        if (count == 0)
            return ExitCode.Done;
        Console.Error.WriteLine($"tapedeck: {count} lines are no {what} and were passed over; the first is {first}");
        return ExitCode.Failed;
    }
}
