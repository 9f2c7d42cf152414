using System.Security.Cryptography;
using Tapedeck.Client;

namespace Tapedeck.Checkpointing;

/// <summary>Counts and hashes lines as they stand in the journal, each with its newline.</summary>
internal sealed class LinesDigest : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    public long Lines { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        _sha256.AppendData(line);
        _sha256.AppendData("\n"u8);
        _bytes += line.Length + 1;
        Lines++;
    }

    /// <summary>What is not as a checkpoint's facts say; null if all is. Asked once, in the end.</summary>
    public string? FaultOf(CheckpointFacts facts)
    {
        var sha256 = Convert.ToHexStringLower(_sha256.GetHashAndReset());
        return Lines != facts.MessageCount ? $"it has {Lines} events, not the {facts.MessageCount} that it says"
            : _bytes != facts.SizeBytes ? $"its events are {_bytes} bytes, not the {facts.SizeBytes} that it says"
            : sha256 != facts.Sha256 ? "the SHA-256 over its events is not what it says"
            : null;
    }

    public void Dispose() => _sha256.Dispose();
}
