using System.Runtime.CompilerServices;

namespace Tapedeck.Client;

/// <summary>What every <see cref="INodeClient"/> can do.</summary>
public static class NodeClientExtensions
{
    private const int PageLimit = 1000;

    /// <summary>The lines of all events that pass the filter, oldest first, page by page as they are read.</summary>
    /// <param name="limit">At most this many.</param>
    /// <exception cref="NodeClientException">No node answers, or it refuses.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> QueryAsync(
        this INodeClient client, EventFilter filter, int limit = int.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? cursor = null;
        do
        {
            var query = new NodeProtocol.QueryEvents(filter, Math.Min(limit, PageLimit), cursor);
            var page = await client.GetPageAsync(query, cancellation).ConfigureAwait(false);
            foreach (var line in page.Lines)
                yield return line;
            limit -= page.Lines.Count;
            cursor = page.Next;
        }
        while (cursor is not null && limit > 0);
    }
}
