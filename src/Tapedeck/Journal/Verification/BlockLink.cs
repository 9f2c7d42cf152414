using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>Works out the link of a block by itself.</summary>
internal static class BlockLink
{
    private const int ChunkBytes = 256 * 1024;

    /// <param name="file">The session.</param>
    /// <param name="before">The link before the block.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ChainHash Of(SafeFileHandle file, ChainHash before, long from, long to)
    {
        using var chain = new Chain(before);
        var buffer = new byte[(int)Math.Min(ChunkBytes, to - from)];
        while (from < to && RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - from)), from) is > 0 and var read)
        {
            chain.Add(buffer.AsSpan(0, read));
            from += read;
        }

        return chain.Close();
    }
}
