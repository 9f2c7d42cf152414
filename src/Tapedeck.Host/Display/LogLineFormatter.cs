using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Tapedeck.Host.Display;

/// <summary>
/// The node's log on standard error, one line an entry: <c>2026-11-22T09:00:00.000Z warning a torn tail …</c>; an
/// exception follows on lines of its own.
/// </summary>
internal sealed class LogLineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "tapedeck";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel == LogLevel.Information ? "info" : logEntry.LogLevel.ToString().ToLowerInvariant();
        textWriter.Write(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
        textWriter.WriteLine($" {level} {logEntry.Formatter(logEntry.State, logEntry.Exception)}");
        if (logEntry.Exception is not null)
            textWriter.WriteLine(logEntry.Exception);
    }
}
