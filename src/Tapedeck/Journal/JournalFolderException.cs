namespace Tapedeck.Journal;

/// <summary>The journal's folder cannot be recorded into. The message says what was found, where, and what to do.</summary>
internal sealed class JournalFolderException : Exception
{
    private JournalFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    public static JournalFolderException InUse(JournalFolder folder, NodeFile? holder) => new(
        $"{folder.Root} is being recorded into by {(holder is null ? "another node" : $"node {holder.Node} (process {holder.Pid})")}: "
        + "stop it, or give this one a folder of its own with --logs DIR");

    public static JournalFolderException Changed(JournalFolder folder, long expected, long found) => new(
        $"{folder.Session} was changed by another program: its last durable event was {expected}, now it is {found}: "
        + "put the file back, or restart the node to go on behind what is there");

    public static JournalFolderException NoSalt(JournalFolder folder, int expected, int found) => new(
        $"{folder.MaskSalt} has {found} bytes, expected a salt of {expected}: restore it, or delete it, and secrets that are "
        + "masked from then on have other digests than before");

    public static JournalFolderException Shorter(string path, long durable, long found) => new(
        $"{path} was changed by another program: {durable} bytes of it were durable, now it has {found}: "
        + "put the file back, or restart the node to go on behind what is there");

    public static JournalFolderException CannotOpen(JournalFolder folder, Exception failure) => new(
        $"cannot record into {folder.Root}: {failure.Message.TrimEnd('.')}: "
        + "make it writable for this user and see that the disk has room, or choose another folder with --logs DIR",
        failure);
}
