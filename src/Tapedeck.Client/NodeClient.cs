namespace Tapedeck.Client;

/// <summary>Chooses how a node is asked, by its address.</summary>
public static partial class NodeClient
{
    /// <summary>Whether the address is of a kind that nodes answer at.</summary>
    public static bool CanAsk(Uri node) => node.Scheme is "http" or "https" or "akka.tcp" or "akka.ssl.tcp";

    /// <summary>Asks the node at an address: HTTP, or Akka.Remote where this build has Akka.NET.</summary>
    /// <param name="node"><c>http://127.0.0.1:5580</c> or <c>akka.tcp://tapedeck@127.0.0.1:5590</c>.</param>
    /// <param name="tls">What the client shows a secured node, <c>akka.ssl.tcp://…</c>; else null.</param>
    /// <exception cref="NodeClientException">This build cannot ask nodes of that kind.</exception>
    public static INodeClient Connect(Uri node, RemoteTls? tls = null) =>
        node.Scheme is "http" or "https" ? new HttpNodeClient(node) : ConnectRemote(node, tls);

    private static partial INodeClient ConnectRemote(Uri node, RemoteTls? tls);
}

/// <summary>How one end of a secured connection is known to the other, and the other to it.</summary>
/// <param name="Certificate">Path of a PFX file with this end's certificate and private key.</param>
/// <param name="Password">Of that file; empty for none.</param>
/// <param name="TrustedThumbprints">SHA-1 thumbprints, hex, of the certificates that the other end may show.</param>
public sealed record RemoteTls(string Certificate, string Password, IReadOnlyList<string> TrustedThumbprints);
