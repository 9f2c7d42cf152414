using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Tapedeck.Client;

// The file without what is forgotten: written beside it, then renamed over it, so that either is whole at any moment.
internal sealed partial class AgentSpool
{
    private const string NewExtension = ".new";
    private const long WorthCutting = 16 * 1024 * 1024;
    private const long WorthEmptying = 64 * 1024;

    private long ForgottenBytes => _firstLine - _cutOff - _header.Line.Length;

    /// <summary>
    /// The node has a number that was not given out when the file was opened: this is an older state of the file, restored,
    /// or all that a loss of power left. What was appended since then gets numbers behind that one, so that the node does not
    /// take it for what it has. To be called before anything of it was sent.
    /// </summary>
    /// <exception cref="IOException">The file could not be written; nothing has changed.</exception>
    public void ContinueBehind(long last)
    {
        if (last <= _lastAtOpen)
        {
            _lastAtOpen = long.MaxValue;
            return;
        }

        lock (_gate)
        {
            var header = new SpoolHeader(Producer, _forgotten);
            var renumbered = WriteBeside(_claim.Path, header.Line);
            long length = header.Line.Length;
            var buffer = Array.Empty<byte>();
            for (Rewind(); TryPeek(out var line); Skip())
            {
                if (buffer.Length < line.Payload.Length + SpoolLine.Overhead)
                    buffer = new byte[line.Payload.Length + SpoolLine.Overhead];
                var size = SpoolLine.Write(line.Number <= _lastAtOpen ? line.Number : ++last, line.Payload.Span, buffer);
                RandomAccess.Write(renumbered, buffer.AsSpan(0, size), length);
                length += size;
            }

            Replace(renumbered, header);
            (_last, _lastAtOpen, _cutOff, _firstLine, _end) = (last, long.MaxValue, 0, header.Line.Length, length);
            Rewind();
        }
    }

    private void CompactIfChanged()
    {
        if (_header.Last != Last)
            Compact();
    }

    private void CompactIfWorthIt()
    {
        var isWorthIt = Pending == 0
            ? ForgottenBytes > WorthEmptying
            : ForgottenBytes > WorthCutting && ForgottenBytes > _end - _firstLine;
        if (isWorthIt)
            Compact();
    }

    // Most is copied while the agent goes on appending; what it appended meanwhile is copied under the lock.
    private void Compact()
    {
        SafeFileHandle? compacted = null;
        try
        {
            long copied;
            SpoolHeader header;
            lock (_gate)
            {
                if (_lines == 0)
                    _firstLine = _cursor = _end;
                header = new SpoolHeader(Producer, _lines == 0 ? _last : _forgotten);
                copied = _end;
            }

            compacted = WriteBeside(_claim.Path, header.Line);
            Copy(compacted, header.Line.Length, _firstLine, copied);
            lock (_gate)
            {
                Copy(compacted, header.Line.Length + copied - _firstLine, copied, _end);
                Replace(compacted, header);
                compacted = null;
                _cutOff = _firstLine - header.Line.Length;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = fault.Message; // the file stays as it is, longer than it need be
        }
        finally
        {
            compacted?.Dispose();
        }
    }

    private void Copy(SafeFileHandle to, long offset, long from, long end)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        while (from < end)
        {
            var count = RandomAccess.Read(_file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - from)), from - _cutOff);
            if (count == 0)
                throw new IOException($"{_claim.Path} ends before its last line");
            RandomAccess.Write(to, buffer.AsSpan(0, count), offset);
            from += count;
            offset += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    // Windows renames over no file that is open.
    private void Replace(SafeFileHandle file, SpoolHeader header)
    {
        _file.Dispose();
        try
        {
            File.Move(_claim.Path + NewExtension, _claim.Path, overwrite: true);
            (_file, _header) = (file, header);
        }
        catch
        {
            _file = OpenFile(_claim.Path);
            throw;
        }
    }

    private static SafeFileHandle WriteBeside(string path, ReadOnlySpan<byte> start)
    {
        SpoolFolder.OpenPrivate(path + NewExtension, FileMode.Create, FileShare.None).Dispose();
        var file = OpenFile(path + NewExtension);
        RandomAccess.Write(file, start, 0);
        return file;
    }
}
