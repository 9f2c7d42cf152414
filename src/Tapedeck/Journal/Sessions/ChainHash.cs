using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// A link of the chain: SHA-256 over the link before it and a block's bytes. Who knows the last link can tell whether any
/// byte before it was changed.
/// </summary>
internal readonly record struct ChainHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of a link.</summary>
    public const int Size = 32;

    /// <summary>What the first session of a folder goes on from: all zero.</summary>
    public static readonly ChainHash Start;

    public static ChainHash Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<ChainHash>(bytes);

    public void Write(Span<byte> bytes) => MemoryMarshal.Write(bytes, in this);

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(MemoryMarshal.AsBytes([this]));
}

/// <summary>Works out links; keeps the hash's memory from one to the next. Not thread safe.</summary>
internal sealed class Chain(ChainHash head) : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isOpen;

    /// <summary>The last link; set only between blocks.</summary>
    public ChainHash Head { get; set; } = head;

    /// <summary>Adds bytes to the block whose link is worked out.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Span<byte> link = stackalloc byte[ChainHash.Size];
        if (!_isOpen)
        {
            Head.Write(link);
            _sha256.AppendData(link);
            _isOpen = true;
        }

        _sha256.AppendData(bytes);
    }

    /// <summary>The block is whole: its link is the new head.</summary>
    public ChainHash Close()
    {
        Span<byte> link = stackalloc byte[ChainHash.Size];
        _sha256.GetHashAndReset(link);
        _isOpen = false;
        return Head = ChainHash.Read(link);
    }

    public void Dispose() => _sha256.Dispose();
}
