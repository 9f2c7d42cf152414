namespace Tapedeck.Client;

public static partial class NodeClient
{
    private static partial INodeClient ConnectRemote(Uri node, RemoteTls? tls)
    {
        if (node.Scheme == "akka.ssl.tcp" && tls is null)
            throw new NodeClientException($"{node} is secured: give a certificate of yours and the thumbprint of the node's");
        return new RemoteNodeClient(node, node.Scheme == "akka.ssl.tcp" ? tls : null);
    }
}
