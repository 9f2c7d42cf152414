using System.CommandLine;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary><c>tapedeck tail</c>: the last events, then, with <c>-f</c>, each new one as it is recorded.</summary>
internal static class TailCommand
{
    private const int LookBackFactor = 8;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var count = new Option<int>("-n")
        {
            Description = "The last N events.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        var follow = new Option<bool>("-f") { Description = "Then each new one, until Ctrl-C." };
        var json = OutputOptions.Json("The events' lines as they are recorded.");
        var command = new Command("tail", "The last events of the recording, then live.") { count, follow, json };
        filters.AddTo(command);
        configuration.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = configuration.Load(parsed);
            var matcher = new EventMatcher(filters.Filter(parsed, settings.NaiveOffset), settings.NaiveOffset);
            using var printer = parsed.GetValue(json) ? EventPrinter.Data() : EventPrinter.Readable();
            using var reader = PrintLast(RecordedFolder.Of(settings), matcher, parsed.GetValue(count), printer);
            if (parsed.GetValue(follow))
                await FollowAsync(reader, matcher, printer);
            return BadLines.Report(reader);
        });
        return command;
    }

    /// <summary>
    /// Prints the last events that pass. Looks at as many lines from the end as are wanted, then at eight times as many,
    /// until there are enough or the file is at its beginning.
    /// </summary>
    /// <returns>The reader, behind the last event.</returns>
    private static JournalReader PrintLast(JournalFolder folder, EventMatcher matcher, int count, EventPrinter printer)
    {
        var end = DurableEnd.Of(folder);
        var beginning = new JournalPosition(SessionFile.All(folder)[0].Number, 0);
        for (long lines = count; ; lines *= LookBackFactor)
        {
            var start = LastLines.PositionOf(folder, lines, end);
            var reader = JournalReader.OfFolder(folder, start);
            var last = ReadLast(reader, matcher, count);
            if (last.Count < count && start > beginning)
            {
                reader.Dispose();
                continue;
            }

            foreach (var (recorded, line) in last)
                printer.Print(recorded, line);
            printer.Flush();
            return reader;
        }
    }

    private static Queue<(RecordedEvent Event, byte[] Line)> ReadLast(JournalReader reader, EventMatcher matcher, int count)
    {
        var last = new Queue<(RecordedEvent Event, byte[] Line)>();
        while (reader.TryReadEvent(matcher, out var recorded, out var line))
        {
            last.Enqueue((recorded, line.ToArray()));
            if (last.Count > count)
                last.Dequeue();
        }

        return last;
    }

    private static async Task FollowAsync(JournalReader reader, EventMatcher matcher, EventPrinter printer)
    {
        using var stop = new StopSignal();
        using var timer = new PeriodicTimer(LookEvery);
        while (!stop.Told.IsCompleted)
        {
            while (reader.TryReadEvent(matcher, out var recorded, out var line))
                printer.Print(recorded, line);
            printer.Flush();
            await Task.WhenAny(stop.Told, timer.WaitForNextTickAsync().AsTask());
        }
    }
}
