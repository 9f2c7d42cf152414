namespace Tapedeck.Journal.Verification;

/// <summary>
/// Follows the sequences of a journal's lines and tells where they do not go on by one. After a jump it goes on from there, and
/// equally from where the line would have stood, so that one wrong number is one jump.
/// </summary>
internal struct SequenceWalk(long next)
{
    private long _byPosition = next;
    private bool _isBehindBad;

    /// <summary>What the next line has, if all is right; a line without a sequence has it.</summary>
    public long Next { get; private set; } = next;

    /// <summary>Whether a line with this sequence may come next. Nobody knows how many events a bad line was.</summary>
    public readonly bool Accepts(long sequence) =>
        sequence == Next || sequence == _byPosition || (_isBehindBad && sequence > Next);

    /// <summary>Takes a line.</summary>
    /// <param name="sequence">Its sequence; null if it has none.</param>
    /// <returns>False if it is not the one that comes next.</returns>
    public bool Take(long? sequence)
    {
        var isNext = sequence is not { } own || Accepts(own);
        var taken = sequence ?? Next;
        _byPosition = isNext ? taken + 1 : _byPosition + 1;
        Next = taken + 1;
        _isBehindBad = false;
        return isNext;
    }

    /// <summary>Takes a line that cannot be read.</summary>
    public void TakeBad()
    {
        _byPosition++;
        _isBehindBad = true;
    }

    /// <summary>Goes on with this sequence, whatever was before.</summary>
    public void GoOnWith(long sequence) => (Next, _byPosition, _isBehindBad) = (sequence, sequence, false);
}
