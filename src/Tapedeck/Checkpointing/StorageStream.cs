using Tapedeck.Journal.Storage;

namespace Tapedeck.Checkpointing;

/// <summary>
/// Appends to a file at a pace, and leaves the disk its reserve. Forward only. Does not close the file.
/// </summary>
internal sealed class StorageStream(AppendFile file, DiskReserve reserve, DiskPace pace) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.WrittenLength;

    public override long Position
    {
        get => file.WrittenLength;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        reserve.Check(buffer.Length);
        file.Write(buffer);
        pace.Written(file);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Whoever owns the file makes it durable, once it is whole.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
