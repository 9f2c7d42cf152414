namespace Tapedeck.Security;

/// <summary>What is said to <see cref="ZapActor"/>, and what it answers.</summary>
internal static class ZapProtocol
{
    /// <summary>Begins to answer handshakes. Answered with <see cref="Started"/>, or a failure that says why it cannot.</summary>
    public sealed record Start
    {
        public static readonly Start Instance = new();
    }

    public sealed record Started
    {
        public static readonly Started Instance = new();
    }

    public sealed record GetZapStatus
    {
        public static readonly GetZapStatus Instance = new();
    }

    /// <param name="Accepted">Connections that were let in since the node started.</param>
    /// <param name="Refused">Connections that were not, also those that no key was shown on.</param>
    /// <param name="LastRefusal">Why the last of these was refused, or null.</param>
    public sealed record ZapSnapshot(long Accepted, long Refused, string? LastRefusal);
}
