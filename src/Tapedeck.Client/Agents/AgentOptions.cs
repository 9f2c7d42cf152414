namespace Tapedeck.Client;

/// <summary>Where and how an agent publishes, listens and records. An endpoint that is empty leaves that part out.</summary>
public sealed record AgentOptions
{
    /// <summary>The broker's port for publishers. Default $TAPEDECK_PUBLISH, else <c>tcp://127.0.0.1:5555</c>.</summary>
    public string Publish { get; init; } = Endpoint("TAPEDECK_PUBLISH", 5555);

    /// <summary>The broker's port for subscribers. Default $TAPEDECK_SUBSCRIBE, else <c>tcp://127.0.0.1:5556</c>.</summary>
    public string Subscribe { get; init; } = Endpoint("TAPEDECK_SUBSCRIBE", 5556);

    /// <summary>
    /// The node's port for acknowledged recording. Default $TAPEDECK_RECORD, else <c>tcp://127.0.0.1:5558</c>.
    /// </summary>
    public string Record { get; init; } = Endpoint("TAPEDECK_RECORD", 5558);

    /// <summary>
    /// The node's port for recording without acknowledgement. Default $TAPEDECK_PUSH, else <c>tcp://127.0.0.1:5557</c>.
    /// </summary>
    public string Push { get; init; } = Endpoint("TAPEDECK_PUSH", 5557);

    /// <summary>Default <see cref="RecordingMode.Acknowledged"/>.</summary>
    public RecordingMode Mode { get; init; } = RecordingMode.Acknowledged;

    /// <summary>
    /// Folder of the spool files. Default $TAPEDECK_SPOOL, else <c>tapedeck/spool</c> under $XDG_STATE_HOME
    /// (<c>~/.local/state</c>; on Windows %LOCALAPPDATA%). One that cannot be written is reported, and a temporary folder
    /// taken instead, in which nobody looks for what a crash leaves.
    /// </summary>
    public string SpoolFolder { get; init; } = Client.SpoolFolder.Default;

    /// <summary>
    /// Bytes that may wait for a node. Beyond them what is new is not recorded but counted, and reported by the node as a gap.
    /// Default 256 MiB.
    /// </summary>
    public long SpoolLimit { get; init; } = 256 * 1024 * 1024;

    /// <summary>Topics to receive besides the agent's own name, compared as a whole. Default none.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The keys, where the node asks for CURVE. Default none: the sockets are not encrypted.</summary>
    public AgentCurve? Curve { get; init; }

    /// <summary>How long closing waits for what is not yet confirmed or published. Default 2 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Told, one line each time, what goes wrong and that the recording goes on; from any thread. Default nobody.
    /// </summary>
    public Action<string>? Log { get; init; }

    /// <summary>The clock of timestamps, ids and pauses. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    private static string Endpoint(string variable, int port) =>
        Environment.GetEnvironmentVariable(variable) ?? $"tcp://127.0.0.1:{port}";
}
