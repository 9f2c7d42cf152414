namespace Tapedeck.Enrichment;

/// <summary>
/// The members a <see cref="JsonScanner"/> found, in document order; member 0 stands for the whole document. Filled
/// again for each frame.
/// </summary>
internal sealed class JsonMembers
{
    private const int Retained = 1 << 12;

    private JsonMember[] _members = new JsonMember[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The member at an index.</summary>
    public ref JsonMember this[int index] => ref _members[index];

    /// <summary>Adds an empty member and returns its index.</summary>
    public int Add()
    {
        if (Count == _members.Length)
            Array.Resize(ref _members, Count * 2);
        _members[Count] = default;
        return Count++;
    }

    /// <summary>Forgets all; memory that only a giant frame needed is let go.</summary>
    public void Clear()
    {
        if (_members.Length > Retained)
            _members = new JsonMember[64];
        Count = 0;
    }
}
