using Akka.Actor;
using Akka.Configuration;

namespace Tapedeck.Client;

/// <summary>Asks a node over Akka.Remote, at the address of its <c>tapedeck.remote.bind</c>.</summary>
internal sealed class RemoteNodeClient : INodeClient
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportedWithin = TimeSpan.FromMinutes(6);

    /// <summary>What goes wrong is told to the caller; the caller's standard output is not ours.</summary>
    private static readonly Config Quiet =
        ConfigurationFactory.ParseString("akka { loggers = [], loglevel = OFF, stdout-loglevel = OFF }");

    private readonly Uri _node;
    private readonly ActorSystem _system;
    private readonly ActorSelection _door;

    /// <param name="node">Such as <c>akka.tcp://tapedeck@127.0.0.1:5590</c>.</param>
    /// <param name="tls">For a secured node; else null.</param>
    public RemoteNodeClient(Uri node, RemoteTls? tls)
    {
        _node = node;
        var config = RemoteTransport.Hocon("127.0.0.1", port: 0, tls is not null).WithFallback(Quiet);
        var setup = BootstrapSetup.Create().WithConfig(config);
        _system = tls is null
            ? ActorSystem.Create("tapedeck-client", setup)
            : ActorSystem.Create("tapedeck-client", setup.And(RemoteTransport.Tls(tls)));
        _door = _system.ActorSelection(node.GetLeftPart(UriPartial.Authority) + RemoteTransport.Door);
    }

    /// <inheritdoc/>
    public async Task<StatusSnapshot> GetStatusAsync(CancellationToken cancellation = default) =>
        await AskAsync<StatusSnapshot>(NodeProtocol.GetStatus.Instance, AnswerWithin, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<NodeProtocol.EventPage> GetPageAsync(
        NodeProtocol.QueryEvents query, CancellationToken cancellation = default) =>
        await AskAsync<NodeProtocol.EventPage>(query, AnswerWithin, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<NodeProtocol.ReportSnapshot> GetReportAsync(
        EventFilter? filter = null, CancellationToken cancellation = default) =>
        await AskAsync<NodeProtocol.ReportSnapshot>(new NodeProtocol.GetReport(filter), ReportedWithin, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _system.Terminate().ConfigureAwait(false);

    private async Task<T> AskAsync<T>(object question, TimeSpan within, CancellationToken cancellation)
    {
        try
        {
            return await _door.Ask<object>(question, within, cancellation).ConfigureAwait(false) switch
            {
                T answer => answer,
                NodeProtocol.Refused refused => throw new NodeClientException($"the node at {_node} refuses: {refused.Reason}"),
                NodeProtocol.Unreadable unreadable => throw new NodeClientException(
                    $"the node at {_node} answers what this client cannot read: {unreadable.Reason}"),
                var other => throw new NodeClientException($"the node at {_node} answers with {other}"),
            };
        }
        catch (AskTimeoutException failure)
        {
            throw new NodeClientException(
                $"no node answers at {_node} within {within.TotalSeconds:0} s: start one on the Akka runtime, with "
                + "tapedeck.remote.bind set", failure);
        }
    }
}
