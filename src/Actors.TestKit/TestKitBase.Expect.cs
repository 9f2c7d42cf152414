using System.Collections;

namespace Tapedeck.Actors.TestKit;

/// <summary>Expectations about the next messages.</summary>
public abstract partial class TestKitBase
{
    /// <summary>The next message must be of this type.</summary>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null) =>
        Expect<T>($"a message of type {typeof(T)}", _ => true, duration, hint);

    /// <summary>The next message must equal this one; sequences are equal if their elements are.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null) =>
        Expect<T>($"the message <{message}>", received => AreEqual(message, received), timeout, hint);

    /// <summary>The next message must be of this type and satisfy the predicate.</summary>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null) =>
        Expect(($"a message of type {typeof(T)} that satisfies the predicate"), isMessage, timeout, hint);

    /// <summary>The next message must be of this type; what it must be besides, the action asserts.</summary>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null)
    {
        var message = ExpectMsg<T>(timeout, hint);
        assert(message);
        return message;
    }

    /// <summary>The next messages must be these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages) =>
        ExpectMsgAllOf(RemainingOrDefault, messages);

    /// <summary>The next messages must be these, in any order, and come within this time.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, IReadOnlyCollection<T> messages)
    {
        var received = ReceiveN(messages.Count, max);
        var missing = messages.Where(message => !received.Any(got => AreEqual(message, got))).ToList();
        if (missing.Count > 0)
            throw new TestKitAssertionException($"Expected also {Show(missing)}, got {Show(received)}, within {max}.");
        return received.OfType<T>().ToList();
    }

    /// <summary>The next message must be the <see cref="Terminated"/> of this actor.</summary>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null) =>
        Expect<Terminated>($"Terminated of {target}", terminated => target.Equals(terminated.ActorRef), timeout, hint);

    /// <summary>No message may come for 100 ms, or for what is left of a <c>Within</c>.</summary>
    public void ExpectNoMsg() => ExpectNoMsg(RemainingOr(TimeSpan.FromMilliseconds(100)));

    /// <summary>No message may come for this time.</summary>
    public void ExpectNoMsg(TimeSpan duration)
    {
        if (TryReceive(duration, out var received))
            throw new TestKitAssertionException(
                $"Expected no message within {duration}, got <{received.Message}> from {received.Sender}.");
        _lastWasNoMsg = true;
    }

    /// <summary>No message may come for this many milliseconds.</summary>
    public void ExpectNoMsg(int milliseconds) => ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds));

    private T Expect<T>(string expected, Predicate<T> isMessage, TimeSpan? timeout, string? hint)
    {
        var wait = RemainingOr(timeout);
        var why = hint is null ? "" : $" ({hint})";
        if (!TryReceive(wait, out var received))
            throw new TestKitAssertionException($"Expected {expected}{why}, got nothing within {wait}.");
        if (received.Message is not T message || !isMessage(message))
            throw new TestKitAssertionException(
                $"Expected {expected}{why}, got <{received.Message}> of type {received.Message.GetType()} "
                + $"from {received.Sender}, within {wait}.");
        return message;
    }

    private static bool AreEqual(object? expected, object? actual)
    {
        if (Equals(expected, actual)) return true;
        return expected is IEnumerable some and not string && actual is IEnumerable others and not string
            && some.Cast<object?>().SequenceEqual(others.Cast<object?>());
    }

    private static string Show<T>(IEnumerable<T> messages) =>
        "[" + string.Join(", ", messages.Select(message => $"<{message}>")) + "]";
}
