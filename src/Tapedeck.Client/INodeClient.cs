namespace Tapedeck.Client;

/// <summary>Asks one running node. Safe to use from several threads.</summary>
public interface INodeClient : IAsyncDisposable
{
    /// <summary>The node's health.</summary>
    /// <exception cref="NodeClientException">No node answers, or it refuses.</exception>
    Task<StatusSnapshot> GetStatusAsync(CancellationToken cancellation = default);

    /// <summary>One page of events, oldest first.</summary>
    /// <exception cref="NodeClientException">No node answers, or it refuses.</exception>
    Task<NodeProtocol.EventPage> GetPageAsync(NodeProtocol.QueryEvents query, CancellationToken cancellation = default);

    /// <summary>A report on the conversation; with a filter the node may need minutes for it.</summary>
    /// <param name="filter">Which events; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NodeClientException">No node answers, or it refuses.</exception>
    Task<NodeProtocol.ReportSnapshot> GetReportAsync(EventFilter? filter = null, CancellationToken cancellation = default);
}

/// <summary>A node did not answer, or refused to. The message says which node, why, and what to do.</summary>
public sealed class NodeClientException(string message, Exception? cause = null) : Exception(message, cause);
