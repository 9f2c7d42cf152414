using Tapedeck.Ingest;

namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// Masks frames before anything reads them, so that no secret reaches a file: of a message, of a frame in quarantine or of
/// its topic. Not thread safe.
/// </summary>
internal sealed class FrameMasker
{
    /// <summary>Memory kept from frame to frame, in bytes.</summary>
    private const int KeptMemory = 256 * 1024;

    private readonly SecretMasker _masker;
    private readonly LineBuffer _topic = new();
    private readonly LineBuffer _bytes = new();

    public FrameMasker(MaskRules rules) => _masker = new SecretMasker(rules);

    /// <summary>A frame as it came.</summary>
    public static FrameText Plain(FrameBatch frames, int index)
    {
        var frame = frames[index];
        return new FrameText { Topic = frames.TopicOf(frame), Bytes = frames.BytesOf(frame) };
    }

    /// <summary>A frame without its secrets. Throws nothing: a frame that cannot be masked is withheld.</summary>
    public FrameText Mask(FrameBatch frames, int index)
    {
        var frame = frames[index];
        var topic = frames.TopicOf(frame);
        var bytes = frames.BytesOf(frame);
        _topic.ClearAndTrim(KeptMemory);
        _bytes.ClearAndTrim(KeptMemory);
        try
        {
            var counts = default(MaskCounts);
            return new FrameText
            {
                Topic = _masker.Mask(topic, isCut: false, _topic, ref counts),
                Bytes = _masker.Mask(bytes, frame.IsHead, _bytes, ref counts),
                Masked = counts,
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Neither may a fault of ours let a secret through, nor end the stream that the journal waits for.
            return new FrameText
            {
                Topic = topic.IsEmpty ? [] : _masker.Withhold(topic, _topic),
                Bytes = _masker.Withhold(bytes, _bytes),
                Fault = $"the masker failed, so the frame is withheld: {fault.GetType().Name}",
            };
        }
    }
}
