using Microsoft.Extensions.Logging;

namespace Tapedeck.Runtimes;

/// <summary>Writes what the embedded runtime says of failing actors and shutdown tasks to the node's log.</summary>
internal sealed partial class LoggingActor : ReceiveActor
{
    public LoggingActor(ILogger log)
    {
        Receive<Error>(error => Failed(log, error.LogSource, $"{error.Message}", error.Cause));
        Receive<Warning>(warning => Warned(log, warning.LogSource, $"{warning.Message}", warning.Cause));
    }

    [LoggerMessage(LogLevel.Error, "{Source}: {Message}")]
    private static partial void Failed(ILogger log, string source, string message, Exception? cause);

    [LoggerMessage(LogLevel.Warning, "{Source}: {Message}")]
    private static partial void Warned(ILogger log, string source, string message, Exception? cause);

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(LogEvent));
}
