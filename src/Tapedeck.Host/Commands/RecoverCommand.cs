using System.CommandLine;
using System.Text.Json;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck recover</c>: sets right what a crash or a bad disk left, while no node records, and keeps what it cuts. Exit code
/// <see cref="ExitCode.Findings"/> if anything was lost, cut, or cannot be proved any more.
/// </summary>
internal static class RecoverCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var json = OutputOptions.Json("One object: is_loss, and findings, each with what was done and where the bytes are kept.");
        var command = new Command("recover", "Sets right what a crash or a bad disk left; what it cuts is kept in recovery/.") { json };
        configuration.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = RecordedFolder.LeftOf(configuration.Load(parsed));
            using var held = FolderLock.Acquire(folder);
            var findings = FolderRepair.Run(DiskStorage.Instance, folder, DateTimeOffset.UtcNow);
            var report = new RepairReport(folder.Root, findings.Any(finding => finding.IsLoss), findings);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(report, RepairJson.Default.RepairReport));
            else
                RepairView.Show(report);
            return report.IsLoss ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }
}
