using Tapedeck.ZeroMQ;

namespace Tapedeck.Ingest;

/// <summary>A socket cannot be bound. The message says which endpoint, why, and what to do.</summary>
internal sealed class SocketBindException(string message) : Exception(message)
{
    /// <param name="failure">What ZeroMQ said.</param>
    /// <param name="key">The setting that the endpoint came from.</param>
    public static SocketBindException Of(ZmqException failure, string key) =>
        new($"{failure.Message}: free the port, or choose another with --set {key}=ENDPOINT");
}
