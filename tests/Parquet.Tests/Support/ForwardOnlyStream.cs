namespace Tapedeck.Tests.Parquet.Support;

/// <summary>A stream that can only be written to, keeps what was, and fails when it has no more room.</summary>
internal sealed class ForwardOnlyStream(int room = int.MaxValue) : Stream
{
    private readonly MemoryStream _written = new();

    public byte[] Written => _written.ToArray();

    public bool WasDisposed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (count > room - _written.Length)
            throw new IOException("No space left on device");
        _written.Write(buffer, offset, count);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        WasDisposed = true;
        base.Dispose(disposing);
    }
}
