using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Client;

/// <summary>
/// What an agent recorded and no node has confirmed: a file that <see cref="Append"/> lengthens from any thread, while one
/// thread reads, sends and forgets. A position is a place in the file that stays the same when forgotten lines are cut off
/// before it. Bytes are with the operating system, not flushed: they survive the process, not a loss of power. Source:
/// docs/wire-format.md, "Spool files".
/// </summary>
internal sealed partial class AgentSpool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SpoolClaim _claim;
    private readonly long _limit;
    private SafeFileHandle _file;
    private SpoolHeader _header;
    private long _cutOff;       // bytes no longer in the file: a position less this is an offset
    private long _firstLine;    // position of the first line that is not forgotten
    private long _end;          // position behind the last whole line
    private long _last;         // the last number given out
    private long _lastAtOpen;
    private long _forgotten;
    private long _lines;
    private bool _hasTornTail;

    private AgentSpool(SpoolClaim claim, SafeFileHandle file, SpoolHeader header, long limit)
    {
        _claim = claim;
        _file = file;
        _header = header;
        _limit = limit;
        _firstLine = header.Line.Length;
        _last = _forgotten = header.Last;
        FindEnd();
        _lastAtOpen = _last;
    }

    /// <summary>What became of a message that was to be appended.</summary>
    internal enum Appended
    {
        /// <summary>It is in the spool.</summary>
        Kept,

        /// <summary>The spool is full: its number is left out.</summary>
        Full,

        /// <summary>The file could not be written: its number is left out.</summary>
        Failed,
    }

    /// <summary>Whose numbers these are.</summary>
    public string Producer => _header.Producer;

    /// <summary>The last number given out.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Everything up to this number is forgotten.</summary>
    public long Forgotten => Volatile.Read(ref _forgotten);

    /// <summary>Messages that are not forgotten.</summary>
    public long Pending => Volatile.Read(ref _lines);

    /// <summary>Lines that were found to be none when the file was opened, and are not sent.</summary>
    public long DamagedLines { get; private set; }

    /// <summary>Whether its folder is its own, and goes with it once nothing is in it. Default false.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>Why <see cref="Append"/> last failed; null if it never did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Makes an empty spool.</summary>
    /// <param name="limit">Most bytes that may be unconfirmed.</param>
    /// <param name="isTemporary">See <see cref="IsTemporary"/>.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static AgentSpool Create(SpoolClaim claim, string producer, long limit, bool isTemporary = false)
    {
        var file = WriteBeside(claim.Path, new SpoolHeader(producer, 0).Line);
        file.Dispose();
        File.Move(claim.Path + NewExtension, claim.Path);
        return new AgentSpool(claim, OpenFile(claim.Path), new SpoolHeader(producer, 0), limit) { IsTemporary = isTemporary };
    }

    /// <summary>Goes on with a spool, and cuts off a last line that was not finished.</summary>
    /// <returns>Null if the file is no spool of a version known here; the claim is then the caller's.</returns>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static AgentSpool? Open(SpoolClaim claim, long limit)
    {
        var file = OpenFile(claim.Path);
        if (ReadHeader(file) is { } header)
            return new AgentSpool(claim, file, header, limit);
        file.Dispose();
        return null;
    }

    /// <summary>Gives a message the next number and writes it behind the others.</summary>
    /// <param name="payload">One line: no line feed in it.</param>
    public Appended Append(ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length + SpoolLine.Overhead);
        try
        {
            lock (_gate)
            {
                var size = SpoolLine.Write(++_last, payload, buffer);
                if (_end - _firstLine + size > _limit)
                    return Appended.Full;
                if (!TryWrite(buffer.AsSpan(0, size)))
                    return Appended.Failed;
                _end += size;
                _lines++;
                return Appended.Kept;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Ends the use of the file. With nothing in it, it becomes its header, for the next to go on with; or is deleted, if
    /// nobody will.
    /// </summary>
    public void Close()
    {
        if (Pending > 0)
            Dispose();
        else if (IsTemporary)
        {
            Delete();
            Directory.Delete(Path.GetDirectoryName(_claim.Path)!);
        }
        else
        {
            CompactIfChanged();
            Dispose();
        }
    }

    /// <summary>Deletes the file: everything in it is confirmed, and nobody goes on with it.</summary>
    public void Delete()
    {
        _file.Dispose();
        File.Delete(_claim.Path + NewExtension);
        _claim.Delete();
    }

    /// <summary>Lets go of the file, with what is in it.</summary>
    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
        _claim.Dispose();
    }

    // What a failed write left behind the last whole line is cut off before the next one: that may be shorter.
    private bool TryWrite(ReadOnlySpan<byte> line)
    {
        try
        {
            if (_hasTornTail)
                RandomAccess.SetLength(_file, _end - _cutOff);
            _hasTornTail = true;
            RandomAccess.Write(_file, line, _end - _cutOff);
            _hasTornTail = false;
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Fault = fault.Message;
            return false;
        }
    }

    private void FindEnd()
    {
        _end = RandomAccess.GetLength(_file);
        Rewind();
        while (TryPeek(out var line))
        {
            _last = line.Number;
            _lines++;
            Skip();
        }

        DamagedLines = _passedOver;
        RandomAccess.SetLength(_file, _end = _cursor);
        Rewind();
    }

    private static SpoolHeader? ReadHeader(SafeFileHandle file)
    {
        var start = new byte[SpoolHeader.LongestLine];
        var text = start.AsSpan(0, RandomAccess.Read(file, start, 0));
        var length = text.IndexOf((byte)'\n');
        return length >= 0 && SpoolHeader.Parse(text[..length]) is { } header && text.StartsWith(header.Line) ? header : null;
    }

    private static SafeFileHandle OpenFile(string path) => File.OpenHandle(
        path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
