using System.Security.Cryptography;
using Tapedeck.Client;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Checkpointing;

/// <summary>
/// Writes the events of a range as one checkpoint, under a temporary name, in one pass and bounded memory. Its facts are known
/// only in the end, so the place of the first line is left free until then.
/// </summary>
internal sealed class CheckpointWriter : IDisposable
{
    private const int BufferBytes = 512 * 1024;

    private readonly AppendFile _file;
    private readonly StorageStream _output;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _buffered;
    private long _events;
    private long _bytes;
    private long _first;
    private long _last;
    private EventTimes _times = EventTimes.None;
    private ChainHash? _link;

    private CheckpointWriter(AppendFile file, DiskReserve reserve, DiskPace pace) =>
        (_file, _output) = (file, new StorageStream(file, reserve, pace));

    /// <param name="storage">What holds the files.</param>
    /// <param name="path">The temporary name; what it has is dropped.</param>
    /// <param name="blocks">The events.</param>
    /// <param name="id">The checkpoint's.</param>
    /// <param name="label">Why it is made.</param>
    /// <param name="now">When.</param>
    /// <param name="reserve">What the disk must keep free.</param>
    /// <param name="pace">How fast.</param>
    /// <param name="stop">Ends it between two blocks.</param>
    /// <returns>Null if there are no events; nothing is then written.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static CheckpointFacts? Write(
        IStorage storage, string path, BlockReader blocks, string id, string label, DateTimeOffset now, DiskReserve reserve,
        DiskPace pace, CancellationToken stop)
    {
        if (!blocks.TryRead(out var block, out var lines))
            return null;
        using var writer = new CheckpointWriter(AppendFile.Open(storage, path), reserve, pace);
        writer.Begin();
        do
        {
            stop.ThrowIfCancellationRequested();
            writer.Add(block, lines);
        }
        while (blocks.TryRead(out block, out lines));
        return writer.Finish(id, label, now);
    }

    public void Dispose()
    {
        _output.Dispose();
        _file.Dispose();
        _sha256.Dispose();
    }

    private void Begin()
    {
        _file.CutTo(0); // what an attempt left that was cut short
        Put(new byte[CheckpointFile.HeaderBytes]);
        Put(CheckpointFile.Begin);
    }

    private void Add(in BlockLines block, ReadOnlySpan<byte> lines)
    {
        _sha256.AppendData(lines);
        var isFirst = _events == 0;
        if (isFirst)
            _first = block.FirstSequence;
        _events += block.Lines;
        _bytes += lines.Length;
        _last = block.LastSequence;
        _times = _times.With(block.Times);
        _link = block.Link;
        while (!lines.IsEmpty)
        {
            if (!isFirst)
                Put(CheckpointFile.Separator);
            isFirst = false;
            var length = lines.IndexOf((byte)'\n');
            Put(lines[..length]);
            lines = lines[(length + 1)..];
        }
    }

    private CheckpointFacts Finish(string id, string label, DateTimeOffset now)
    {
        Put(CheckpointFile.End);
        Drain();
        var facts = new CheckpointFacts(
            id, now, label, _events, _bytes, _first, _last, LineTime.TextOf(_times.Earliest), LineTime.TextOf(_times.Latest),
            Convert.ToHexStringLower(_sha256.GetHashAndReset()), _link?.ToString());
        _file.WriteOver(CheckpointFile.Header(facts), 0);
        _file.Flush();
        return facts with { FileBytes = _file.WrittenLength };
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_buffered == _buffer.Length)
                Drain();
            var count = Math.Min(bytes.Length, _buffer.Length - _buffered);
            bytes[..count].CopyTo(_buffer.AsSpan(_buffered));
            _buffered += count;
            bytes = bytes[count..];
        }
    }

    private void Drain()
    {
        _output.Write(_buffer.AsSpan(0, _buffered));
        _buffered = 0;
    }
}
