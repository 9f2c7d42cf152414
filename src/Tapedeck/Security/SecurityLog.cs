using Microsoft.Extensions.Logging;

namespace Tapedeck.Security;

/// <summary>What is logged about who may connect.</summary>
internal static partial class SecurityLog
{
    [LoggerMessage(LogLevel.Information, "{Count} clients may connect, by the keys in {Folder}")]
    public static partial void Clients(ILogger log, int count, string folder);

    [LoggerMessage(LogLevel.Error, "nobody may connect: {Fault}")]
    public static partial void FolderUnreadable(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning, "a client's key file is ignored: {Fault}")]
    public static partial void FileIgnored(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning, "refused {Count} connections, the last one: {Reason}")]
    public static partial void Refused(ILogger log, long count, string reason);

    [LoggerMessage(LogLevel.Error, "nobody can connect until this works: {Reason}; trying again in {Delay}")]
    public static partial void RebindingLater(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "the check of who connects failed and starts anew")]
    public static partial void Failed(ILogger log, Exception reason);
}
