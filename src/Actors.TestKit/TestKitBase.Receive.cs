using System.Diagnostics;

namespace Tapedeck.Actors.TestKit;

/// <summary>Taking messages without an expectation of the very next one.</summary>
public abstract partial class TestKitBase
{
    /// <summary>Takes messages until one satisfies the predicate.</summary>
    /// <exception cref="TestKitAssertionException">None did in time.</exception>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "") =>
        FishForMessage<object>(isMessage, max, hint);

    /// <summary>Takes messages until one is of this type and satisfies the predicate.</summary>
    /// <exception cref="TestKitAssertionException">None did in time.</exception>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "")
    {
        var wait = RemainingOr(max);
        var elapsed = Stopwatch.StartNew();
        var passed = new List<object>();
        while (TryReceive(wait - elapsed.Elapsed, out var received))
        {
            if (received.Message is T message && isMessage(message)) return message;
            passed.Add(received.Message);
        }

        throw new TestKitAssertionException(
            $"Fished in vain for a message of type {typeof(T)} {hint} within {wait}; got {Show(passed)}.");
    }

    /// <summary>Takes the next message; null if none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null) =>
        TryReceive(RemainingOr(max), out var received) ? received.Message : null;

    /// <summary>Takes this many messages.</summary>
    /// <exception cref="TestKitAssertionException">Fewer came in time.</exception>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages) => ReceiveN(numberOfMessages, RemainingOrDefault);

    /// <summary>Takes this many messages within this time.</summary>
    /// <exception cref="TestKitAssertionException">Fewer came in time.</exception>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max)
    {
        var elapsed = Stopwatch.StartNew();
        var messages = new List<object>(numberOfMessages);
        while (messages.Count < numberOfMessages)
        {
            if (!TryReceive(max - elapsed.Elapsed, out var received))
                throw new TestKitAssertionException(
                    $"Expected {numberOfMessages} messages within {max}, got {messages.Count}, "
                    + $"the last ones {Show(messages.TakeLast(10))}.");
            messages.Add(received.Message);
        }

        return messages;
    }

    private bool TryReceive(TimeSpan wait, out Received received)
    {
        _lastWasNoMsg = false;
        if (!_received.TryTake(out received, wait > TimeSpan.Zero ? wait : TimeSpan.Zero)) return false;
        _last = received;
        return true;
    }
}
