using System.Globalization;

namespace Tapedeck.Journal.Sessions;

/// <summary>A place in the journal: behind so many bytes of a session. Written <c>2:1048576</c>.</summary>
/// <param name="Session">The session's number; 0 is before the first.</param>
/// <param name="Offset">Bytes of it.</param>
internal readonly record struct JournalPosition(long Session, long Offset) : IComparable<JournalPosition>
{
    public int CompareTo(JournalPosition other) =>
        Session == other.Session ? Offset.CompareTo(other.Offset) : Session.CompareTo(other.Session);

    public static bool operator <(JournalPosition a, JournalPosition b) => a.CompareTo(b) < 0;

    public static bool operator >(JournalPosition a, JournalPosition b) => a.CompareTo(b) > 0;

    public static bool operator <=(JournalPosition a, JournalPosition b) => a.CompareTo(b) <= 0;

    public static bool operator >=(JournalPosition a, JournalPosition b) => a.CompareTo(b) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Session}:{Offset}");

    /// <summary>Reads <c>2:1048576</c>.</summary>
    public static bool TryParse(string text, out JournalPosition position)
    {
        position = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var session)
            || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return false;
        position = new JournalPosition(session, offset);
        return true;
    }
}
