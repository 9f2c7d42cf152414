using System.CommandLine;
using System.Text.Json;
using Tapedeck.Host.Display;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck verify</c>: proves the recording from the first byte to the last, also while a node records. Exit code
/// <see cref="ExitCode.Findings"/> if anything is wrong.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var json = OutputOptions.Json(
            "One object: what was read, the chain's last link, findings_count, the first findings, known_losses.");
        var command = new Command("verify", "Proves every line, sequence and link of the recording; exit code 3 if one is wrong.")
        {
            json,
        };
        configuration.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = RecordedFolder.LeftOf(configuration.Load(parsed));
            VerificationReport report;
            using (var progress = new ByteProgress("verified", JournalBytes.Of(folder)))
                report = JournalVerification.Run(folder, TimeProvider.System, progress.Add);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(report, VerificationJson.Default.VerificationReport));
            else
                VerificationView.Show(report);
            return report.FindingsCount == 0 ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }
}
