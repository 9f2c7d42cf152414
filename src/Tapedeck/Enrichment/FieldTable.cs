namespace Tapedeck.Enrichment;

/// <summary>Which member of an object is which field; of two with the same name the last counts, as in JSON readers.</summary>
internal sealed class FieldTable
{
    private readonly int[] _members = new int[EnvelopeFields.Count];

    /// <summary>Index of the member that is this field; -1 if there is none.</summary>
    public int this[EnvelopeField field] => _members[(int)field];

    /// <summary>Notes the fields of the object <paramref name="parent"/>; -1 has none.</summary>
    public void Fill(JsonMembers members, int parent)
    {
        Array.Fill(_members, -1);
        if (parent < 0)
            return;
        for (var i = parent + 1; i < members[parent].End; i = members[i].End)
            _members[(int)members[i].Field] = i;
    }
}
