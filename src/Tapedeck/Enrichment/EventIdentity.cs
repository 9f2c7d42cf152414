using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Tapedeck.Enrichment;

/// <summary>
/// What tells whether two observations are of the same message: its id and the hash of its text, each as 64 bits. The
/// id's hash is seeded by the process, so that nobody can choose ids that meet; it is never written down.
/// </summary>
/// <param name="Id">Hash of the id's UTF-8; 0 where the sender gave no id: such a message is like no other.</param>
/// <param name="Text">The first half of the text's MD5.</param>
internal readonly record struct EventIdentity(ulong Id, ulong Text)
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>Whether the sender gave the message an id.</summary>
    public bool IsKnown => Id != 0;

    /// <param name="id">The id's text, UTF-8, escapes decoded.</param>
    /// <param name="contentHash">MD5 of the message's text, 16 bytes.</param>
    public static EventIdentity Of(ReadOnlySpan<byte> id, ReadOnlySpan<byte> contentHash) => OfId(id).WithText(contentHash);

    /// <summary>The identity of a message whose text is not hashed yet.</summary>
    public static EventIdentity OfId(ReadOnlySpan<byte> id) => new(Math.Max(1, XxHash3.HashToUInt64(id, Seed)), 0);

    /// <summary>The same, with the text.</summary>
    public EventIdentity WithText(ReadOnlySpan<byte> contentHash) =>
        this with { Text = BinaryPrimitives.ReadUInt64LittleEndian(contentHash) };
}
