namespace Tapedeck.Host.Commands;

/// <summary>What a command's exit code says.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Done, and something is not as it should be.</summary>
    public const int Findings = 3;
}
