using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// Tells once, and not once a socket or attempt, that a node does not take the agent's key, and when it takes it. Used by the
/// thread that owns the sockets.
/// </summary>
internal sealed class HandshakeReport(AgentReport report, string publicKey)
{
    private readonly Dictionary<string, string> _failing = [];

    /// <summary>A handshake with the node at an endpoint failed.</summary>
    public void Failed(string endpoint, ZmqMonitorEvents how)
    {
        var text = $"the node at {HostOf(endpoint)} {Describe(how)}";
        var isKnown = _failing.ContainsValue(text);
        if (_failing.TryAdd(endpoint, text) && !isKnown)
            report.Fault(text);
    }

    /// <summary>A handshake with the node at an endpoint succeeded.</summary>
    public void Succeeded(string endpoint)
    {
        if (_failing.Remove(endpoint, out var text) && !_failing.ContainsValue(text))
            report.Tell($"the node at {HostOf(endpoint)} takes the agent's key");
    }

    private string Describe(ZmqMonitorEvents how) => how switch
    {
        ZmqMonitorEvents.HandshakeFailedAuth =>
            $"refuses the agent's key {publicKey}: it is not, or not yet, in the node's folder of allowed keys",
        ZmqMonitorEvents.HandshakeFailedProtocol =>
            "does not answer as CURVE does: it may have no keys, or others than the agent was given",
        _ => $"ends the connection before it is made: it may refuse the agent's key {publicKey}, or have another key than the "
            + "agent was given",
    };

    // One node has several ports.
    private static string HostOf(string endpoint) =>
        endpoint.StartsWith("tcp:", StringComparison.Ordinal) ? endpoint[..endpoint.LastIndexOf(':')] : endpoint;
}
