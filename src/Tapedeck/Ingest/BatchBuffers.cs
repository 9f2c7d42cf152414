using System.Buffers;

namespace Tapedeck.Ingest;

/// <summary>
/// The buffers that batches travel in, from the reader to the journal. A pool of their own: as many are on their way as the
/// credit allows, more than the shared pool keeps, and what it does not keep would be garbage of the largest kind.
/// </summary>
internal static class BatchBuffers
{
    private const int LargestKept = 4 * 1024 * 1024;
    private const int KeptOfEachSize = 128;

    public static ArrayPool<byte> Pool { get; } = ArrayPool<byte>.Create(LargestKept, KeptOfEachSize);
}
