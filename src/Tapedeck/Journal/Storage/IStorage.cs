namespace Tapedeck.Journal.Storage;

/// <summary>
/// Everything through which the journal changes what a disk holds, so that a test can let the disk fail. What returns is
/// durable, but for <see cref="IStorageFile.Write"/>, whose bytes are durable once <see cref="IStorageFile.Flush"/> returns.
/// </summary>
internal interface IStorage
{
    /// <summary>Opens or makes a file for reading and writing; its directory entry is durable on return.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    IStorageFile Open(string path);

    /// <summary>Makes a folder if it is not there; its entry is durable on return.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    void CreateFolder(string path);

    /// <summary>Makes the entries of a folder durable, in case that a rename in it was cut short before its were.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    void FlushFolder(string path);

    /// <summary>Renames a file, in place of one that has the name; both entries are durable on return.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    void Move(string from, string to);
}

/// <summary>One open file of an <see cref="IStorage"/>.</summary>
internal interface IStorageFile : IDisposable
{
    /// <summary>Bytes it has at this moment.</summary>
    long Length { get; }

    /// <summary>Reads from <paramref name="offset"/>; returns the bytes read, 0 at the end.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Writes at <paramref name="offset"/>; returns the bytes taken, which may be fewer than were given.</summary>
    /// <exception cref="IOException">The disk is full or broken; how much was written is unknown.</exception>
    int Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts or extends the file.</summary>
    void SetLength(long length);

    /// <summary>Makes bytes and length durable.</summary>
    /// <exception cref="IOException">The system could not; what is on the disk is then unknown.</exception>
    void Flush();
}
