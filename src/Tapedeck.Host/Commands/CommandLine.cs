using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Hocon;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Runtimes;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Commands;

/// <summary>The command line: its commands, and how failures become one clear line and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command. Data goes to standard output, everything else to standard error.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        var root = new RootCommand("A flight recorder for AI agents: every agent message, provably kept.")
        {
            NodeCommand.Create(),
            DemoCommand.Create(),
            QueryCommand.Create(),
            TailCommand.Create(),
            StatusCommand.Create(),
            ReportCommand.Create(),
            DeliveriesCommand.Create(),
            QuarantineCommand.Create(),
            CheckpointCommand.Create(),
            CheckpointsCommand.Create(),
            ExportCommand.Create(),
            VerifyCommand.Create(),
            RecoverCommand.Create(),
            KeygenCommand.Create(),
            BenchCommand.Create(),
            BenchSendCommand.Create(),
            BenchSinkCommand.Create(),
        };
        // No response files: @ begins a tag, not a file.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                Complain(error.Message);
            Complain($"see tapedeck {string.Join(' ', CommandNames(parsed))}--help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception usage) when (usage is UsageException or HoconException or SettingsException
            or RuntimeSettingsException)
        {
            Complain(usage.Message);
            return ExitCode.Usage;
        }
        catch (Exception failure) when (failure is JournalFolderException or SocketBindException
            or ZmqLibraryMissingException or CurveCertificateException or CommandFailedException or NodeClientException
            or IOException or UnauthorizedAccessException)
        {
            Complain(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
    }

    private static IEnumerable<string> CommandNames(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name + " "];

    private static void Complain(string message) => Console.Error.WriteLine($"tapedeck: {message}");
}

/// <summary>The command was called wrongly. The message says what was found and what is expected.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command could not do what it was called for. The message says why.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
