namespace Tapedeck.ZeroMQ;

// Frames in and out.
public sealed partial class ZmqSocket
{
    /// <summary>
    /// Receives the next frame if there is one now. Allocates nothing. On false the message is empty.
    /// Frames of one multipart message arrive together: after <see cref="ZmqMessage.More"/> the next one is there.
    /// </summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    public partial bool TryReceive(ZmqMessage message);

    /// <summary>
    /// Receives the next frame, waiting for it up to <paramref name="timeout"/>, in steps of a millisecond.
    /// </summary>
    /// <param name="message">Holds the frame afterwards; empty on false.</param>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> waits without an end.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down, also while waiting.</exception>
    public partial bool TryReceive(ZmqMessage message, TimeSpan timeout);

    /// <summary>
    /// Sends a copy of a frame if there is room now; false where every peer is at its high-water mark, or none is
    /// connected yet; of room made by a peer it learns up to a millisecond late. A PUB always has room and drops; so
    /// does a ROUTER that is not <see cref="RouterMandatory"/>.
    /// </summary>
    /// <param name="frame">May be empty.</param>
    /// <param name="more">True if another frame of the same message follows; it leaves with the last one.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    /// <exception cref="ZmqException">The ROUTER does not know the peer (EHOSTUNREACH), or the pattern
    /// never sends (ENOTSUP).</exception>
    public partial bool TrySend(ReadOnlySpan<byte> frame, bool more = false);

    /// <inheritdoc cref="TrySend(ReadOnlySpan{byte}, bool)"/>
    /// <param name="frame">May be empty.</param>
    /// <param name="timeout">How long to wait for room; <see cref="Timeout.InfiniteTimeSpan"/> without an end.</param>
    /// <param name="more">True if another frame of the same message follows.</param>
    public partial bool TrySend(ReadOnlySpan<byte> frame, TimeSpan timeout, bool more = false);

    /// <summary>
    /// Hands a received frame on if there is room now, without copying its bytes. Afterwards the message is empty; on
    /// false it is as before, but for its <see cref="ZmqMessage.UserId"/>.
    /// </summary>
    /// <param name="message">What was received, from any socket of any context.</param>
    /// <param name="more">True if another frame of the same message follows, whatever the message says.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    /// <exception cref="ZmqException">As of <see cref="TrySend(ReadOnlySpan{byte}, bool)"/>.</exception>
    public partial bool TrySend(ZmqMessage message, bool more = false);

    /// <summary>Sends a copy of a frame, waiting for room without an end.</summary>
    /// <inheritdoc cref="TrySend(ReadOnlySpan{byte}, bool)"/>
    public partial void Send(ReadOnlySpan<byte> frame, bool more = false);

    /// <summary>
    /// Waits until one of <paramref name="events"/> holds; the ones that do, or none after the time-out.
    /// </summary>
    /// <param name="events">What to wait for.</param>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> waits without an end, zero not at all.</param>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down, also while waiting.</exception>
    public partial ZmqPollEvents Poll(ZmqPollEvents events, TimeSpan timeout);
}
