namespace Tapedeck.Client;

public static partial class NodeClient
{
    private static partial INodeClient ConnectRemote(Uri node, RemoteTls? tls) => throw new NodeClientException(
        $"{node} is asked over Akka.Remote, which the embedded runtime has not: start this command with ActorRuntime=Akka, "
        + "or ask the node's HTTP address");
}
