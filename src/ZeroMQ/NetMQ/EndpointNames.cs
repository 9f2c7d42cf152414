using NetMQ;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// The names of a socket's endpoints here and in NetMQ, which keeps a bound one under the host it was given and the
/// port it found, and has one set of inproc names for the whole process.
/// </summary>
/// <param name="context">The number of the context whose inproc names these are.</param>
internal sealed class EndpointNames(int context)
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The last endpoint attached, as <see cref="ZmqSocket.LastEndpoint"/> tells it.</summary>
    internal string Last { get; private set; } = "";

    /// <summary>The name in NetMQ of an endpoint to attach to.</summary>
    /// <exception cref="NetMQException">It is not an endpoint, or of a protocol that NetMQ does not speak as ZeroMQ
    /// does: its ipc is TCP on a port made from the name.</exception>
    internal string Translate(string endpoint)
    {
        var (protocol, address) = Split(endpoint);
        return protocol switch
        {
            "tcp" => endpoint,
            "inproc" => $"inproc://{context}.{address}",
            _ => throw NetMQException.Create(ErrorCode.ProtocolNotSupported),
        };
    }

    /// <summary>Notes an endpoint that NetMQ has attached, and calls <paramref name="reported"/>.</summary>
    internal void Attached(string endpoint, string reported)
    {
        var (protocol, address) = Split(endpoint);
        if (protocol == "inproc")
        {
            Last = endpoint;
            return;
        }

        // NetMQ writes the address family where an IPv6 address belongs.
        var port = reported[(reported.LastIndexOf(':') + 1)..];
        Last = address.StartsWith('[') ? $"tcp://{address[..address.LastIndexOf(':')]}:{port}" : reported;
        _names[Last] = address[(address.LastIndexOf(':') + 1)..] is "*" or "0"
            ? $"tcp://{address[..address.IndexOf(':')]}:{port}"
            : endpoint;
    }

    /// <summary>The name in NetMQ of an endpoint attached before.</summary>
    internal string Find(string endpoint) => _names.TryGetValue(endpoint, out var name) ? name : Translate(endpoint);

    private static (string Protocol, string Address) Split(string endpoint) =>
        endpoint.IndexOf("://", StringComparison.Ordinal) is var at and > 0
            ? (endpoint[..at], endpoint[(at + 3)..])
            : throw NetMQException.Create(ErrorCode.Invalid);
}
