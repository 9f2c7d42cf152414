using Microsoft.Extensions.Logging;

namespace Tapedeck.Runtimes;

/// <summary>Writes what the embedded runtime says of failing actors and shutdown tasks to the node's log.</summary>
internal sealed partial class LoggingActor : ReceiveActor
{
    public LoggingActor(ILogger log)
    {
        Receive<Error>(error => Failed(log, error.LogSource, $"{error.Message}", Unexpected(error.Cause)));
        Receive<Warning>(warning => Warned(log, warning.LogSource, $"{warning.Message}", Unexpected(warning.Cause)));
    }

    /// <summary>A failing disk is told by its message; where in the code it was noticed tells nobody anything.</summary>
    private static Exception? Unexpected(Exception? cause) => cause is IOException ? null : cause;

    [LoggerMessage(LogLevel.Error, "{Source}: {Message}")]
    private static partial void Failed(ILogger log, string source, string message, Exception? cause);

    [LoggerMessage(LogLevel.Warning, "{Source}: {Message}")]
    private static partial void Warned(ILogger log, string source, string message, Exception? cause);

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(LogEvent));
}
