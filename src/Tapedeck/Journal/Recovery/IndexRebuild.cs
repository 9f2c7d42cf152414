using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Recovery;

/// <summary>Makes a session's index again, under another name until it is durable.</summary>
internal static class IndexRebuild
{
    /// <param name="storage">What holds it.</param>
    /// <param name="session">Path of the lines that it is of.</param>
    /// <param name="index">Its path; what is made has <see cref="SiftedFile.Suffix"/> behind it.</param>
    /// <param name="header">Its first record.</param>
    /// <param name="blocks">The blocks of the lines, to be linked anew; null to make them from the lines.</param>
    /// <param name="closedAt">When the session was closed; null for the current one.</param>
    /// <param name="now">When blocks are made that are not there.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void Make(
        IStorage storage, string session, string index, IndexRecord header, IReadOnlyList<IndexRecord>? blocks,
        DateTimeOffset? closedAt, DateTimeOffset now)
    {
        using var lines = AppendFile.Open(storage, session);
        var file = AppendFile.Open(storage, index + SiftedFile.Suffix);
        var begun = IndexRecovery.Begin(file, header);
        if (blocks is null)
        {
            Close(IndexRecovery.Complete(file, begun, lines, now), closedAt);
            return;
        }

        var made = new SessionIndex(file, begun);
        using var chain = new Chain(header.Link);
        var buffer = new byte[256 * 1024];
        foreach (var block in blocks)
        {
            for (var at = block.Place; at < block.End;)
            {
                var chunk = buffer.AsSpan(0, (int)Math.Min(buffer.Length, block.End - at));
                lines.ReadExactly(chunk, at);
                chain.Add(chunk);
                at += chunk.Length;
            }

            made.Append(block with { Link = chain.Close() });
        }

        Close(made, closedAt);
    }

    private static void Close(SessionIndex index, DateTimeOffset? closedAt)
    {
        using (index)
        {
            if (closedAt is { } time)
                index.Close(time);
            else
                index.Flush();
        }
    }
}
