using NetMQ;

namespace Tapedeck.ZeroMQ;

// NetMQ's Msg: its I/O thread allocates the bytes, which are garbage after the next receive. A pool of buffers, which
// NetMQ can be given, was slower than that in every run.
public sealed partial class ZmqMessage
{
    private Msg _frame;

    public partial ZmqMessage() => _frame.InitEmpty();

    public partial ReadOnlySpan<byte> Data => _frame.Slice();

    public partial int Length => _frame.Size;

    public partial bool More => Frame.HasMore;

    public partial string? UserId => null;

    internal ref Msg Frame
    {
        get
        {
            ObjectDisposedException.ThrowIf(!_frame.IsInitialised, this);
            return ref _frame;
        }
    }

    public partial void Dispose()
    {
        if (!_frame.IsInitialised)
            return;
        _frame.Close();
        _frame = default;
    }
}
