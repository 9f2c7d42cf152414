using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>What is carried from session to session: where the events and the chain stand, and what was counted and found.</summary>
/// <param name="losses">What is known to be lost.</param>
/// <param name="progress">Is told the bytes that were verified, as they are.</param>
internal sealed class VerificationState(KnownLosses losses, Action<long>? progress)
{
    public Findings Findings { get; } = new();

    public KnownLosses Losses => losses;

    /// <summary>The number that the next session has, if all is right.</summary>
    public long NextSession { get; set; } = 1;

    /// <summary>The sequences behind the last event.</summary>
    public SequenceWalk Walk { get; set; } = new(1);

    /// <summary>The chain's last link; null if it is not known.</summary>
    public ChainHash? Link { get; set; } = ChainHash.Start;

    public long Sessions { get; set; }

    public long Events { get; private set; }

    public long Unnumbered { get; private set; }

    public long Blocks { get; set; }

    public long Bytes { get; private set; }

    public void Add(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            Findings.Add(finding);
    }

    /// <summary>Goes on behind lines that were looked at.</summary>
    public void Pass(RunResult result, long bytes)
    {
        Walk = result.Walk;
        Unnumbered += result.Unnumbered;
        Pass(result.Lines - result.BadLines, bytes);
    }

    public void Pass(long events, long bytes)
    {
        Events += events;
        Read(bytes);
    }

    /// <summary>Counts bytes that were read.</summary>
    public void Read(long bytes)
    {
        Bytes += bytes;
        progress?.Invoke(bytes);
    }

    /// <summary>A state that goes on where this one stands, with nothing found yet.</summary>
    public VerificationState GoOn(KnownLosses known) => new(known, null)
    {
        NextSession = NextSession, Walk = Walk, Link = Link,
    };

    /// <summary>Goes on with this sequence, whatever was before.</summary>
    public void GoOnWith(long sequence)
    {
        var walk = Walk;
        walk.GoOnWith(sequence);
        Walk = walk;
    }
}
