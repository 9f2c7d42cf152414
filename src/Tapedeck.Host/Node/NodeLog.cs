using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Tapedeck.Host.Display;

namespace Tapedeck.Host.Node;

/// <summary>Where a node logs to: standard error, so that standard output stays data.</summary>
internal static class NodeLog
{
    /// <param name="quietest">The least of what is logged.</param>
    public static ILoggerFactory Create(LogLevel quietest) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(quietest);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddConsole(console => console.FormatterName = LogLineFormatter.FormatterName);
        logging.AddConsoleFormatter<LogLineFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
