using System.CommandLine;
using System.Text.Json;
using Tapedeck.Configuration;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck quarantine</c>: what was no message and why, but for what was recorded again since; one frame's bytes, to be
/// repaired; and, with <c>--retry</c>, has the node record it again.
/// </summary>
internal static class QuarantineCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var line = new Option<long?>("--line") { Description = "Only the frame of this line of quarantine.jsonl.", HelpName = "N" };
        var raw = new Option<bool>("--raw") { Description = "Writes the bytes of the frame of --line, and nothing else." };
        var limit = OutputOptions.Limit("At most this many.");
        var all = new Option<bool>("--all") { Description = "Those too that were recorded again since." };
        var retry = new Option<bool>("--retry") { Description = "Has the node record them again, as if they came now." };
        var with = new Option<FileInfo?>("--with")
        {
            Description = "With --retry --line: the repaired frame to record in its place.",
            HelpName = "FILE",
        };
        var node = NodeOptions.Node("With --retry: the node to ask, over HTTP; the default is the one that records into the folder.");
        var json = OutputOptions.Json("One object a frame, or the node's answer to --retry.");
        var command = new Command("quarantine", "What was no message, and why; and a second try.")
        {
            line, raw, limit, all, retry, with, node, json,
        };
        configuration.AddTo(command);
        command.Validators.Add(result =>
        {
            var (isRetry, hasLine) = (result.GetValue(retry), result.GetValue(line) is not null);
            if (result.GetValue(raw) && (!hasLine || isRetry))
                result.AddError("--raw: expected --line N, and no --retry");
            if (result.GetValue(with) is not null && !(isRetry && hasLine))
                result.AddError("--with: expected --retry --line N");
            if (result.GetValue(line) < 1)
                result.AddError("--line: expected a whole number of at least 1");
        });
        command.SetAction(async (parsed, stop) =>
        {
            var settings = configuration.Load(parsed);
            if (parsed.GetValue(retry))
            {
                var call = new QuarantineRetry(parsed.GetValue(line), parsed.GetValue(with), parsed.GetValue(node));
                return await call.RunAsync(settings, parsed.GetValue(json), stop);
            }

            var folder = FolderOf(settings);
            using var reader = new QuarantineReader(folder.Quarantine);
            if (parsed.GetValue(raw))
                return WriteRaw(Find(reader, parsed.GetValue(line)!.Value));
            var fedBack = parsed.GetValue(all) ? null : ProducerRecovery.Recover(folder).Of(ProducerLedger.Quarantine);
            Show(reader, parsed.GetValue(line), fedBack, parsed.GetValue(limit) ?? int.MaxValue, parsed.GetValue(json));
            return BadLines.Report(reader.BadLines, "quarantined frame", reader.FirstBadLine);
        });
        return command;
    }

    private static JournalFolder FolderOf(RecorderSettings settings) =>
        Directory.Exists(settings.Logs)
            ? new JournalFolder(settings.Logs)
            : throw new CommandFailedException(
                $"nothing is recorded in {settings.Logs}: start a node there, or name another folder with --logs DIR");

    /// <exception cref="CommandFailedException">There is no such line.</exception>
    private static QuarantineRecord Find(QuarantineReader reader, long line)
    {
        while (reader.TryRead(out var record))
        {
            if (record.Line == line)
                return record;
        }

        throw new CommandFailedException($"there is no frame in line {line} of the quarantine: tapedeck quarantine lists them");
    }

    private static void Show(QuarantineReader reader, long? line, Producer? fedBack, int limit, bool asJson)
    {
        var lines = ConsoleLines.Output();
        if (line is { } number)
            Print(Find(reader, number));
        for (var shown = 0; line is null && shown < limit && reader.TryRead(out var record);)
        {
            if (fedBack?.Has(record.Line) == true)
                continue;
            Print(record);
            shown++;
        }

        lines.Flush();

        void Print(QuarantineRecord record)
        {
            if (asJson)
                Console.WriteLine(JsonSerializer.Serialize(QuarantineEntry.Of(record), QuarantineEntryJson.Default.QuarantineEntry));
            else
                lines.Write(QuarantineMarkup.Of(record));
        }
    }

    private static int WriteRaw(QuarantineRecord record)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(record.Kept);
        if (record.Frame is not null)
            return ExitCode.Done;
        Console.Error.WriteLine($"tapedeck: only the first {record.Kept.Length} of {record.Size} bytes were kept");
        return ExitCode.Failed;
    }
}
