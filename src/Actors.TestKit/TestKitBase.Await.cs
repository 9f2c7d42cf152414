using System.Diagnostics;

namespace Tapedeck.Actors.TestKit;

/// <summary>Waiting until something holds, and time limits around a piece of a test.</summary>
public abstract partial class TestKitBase
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMilliseconds(10);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan? _end;
    private bool _lastWasNoMsg;

    /// <summary>What is left of the <c>Within</c> around, or 3 s outside of one.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(UsualWait);

    /// <summary>What is left of the <c>Within</c> around.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimeSpan Remaining => _end is { } end
        ? end - _clock.Elapsed
        : throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    /// <summary>Runs the assertion again and again until it does not throw.</summary>
    /// <param name="assertion">What must come to hold.</param>
    /// <param name="duration">How long to try; default 3 s or what is left of a <c>Within</c>. Then the last failure is
    /// thrown.</param>
    /// <param name="interval">The pause between tries; default 10 ms.</param>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null)
    {
        var stop = _clock.Elapsed + RemainingOr(duration);
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (_clock.Elapsed < stop)
            {
                Thread.Sleep(interval ?? UsualInterval);
            }
        }
    }

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TestKitAssertionException">It did not in time.</exception>
    public void AwaitCondition(Func<bool> conditionIsFulfilled) => AwaitCondition(conditionIsFulfilled, null, null);

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TestKitAssertionException">It did not in time.</exception>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max) =>
        AwaitCondition(conditionIsFulfilled, max, null);

    /// <summary>Waits until the condition holds, looking at every interval.</summary>
    /// <exception cref="TestKitAssertionException">It did not in time.</exception>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null)
    {
        var wait = RemainingOr(max);
        var stop = _clock.Elapsed + wait;
        while (!conditionIsFulfilled())
        {
            if (_clock.Elapsed >= stop)
                throw new TestKitAssertionException($"A condition did not come to hold within {wait}. {message}");
            Thread.Sleep(interval ?? UsualInterval);
        }
    }

    /// <summary>The action must be over within this time, which is also the limit of the expectations in it.</summary>
    public void Within(TimeSpan max, Action action) => Within(TimeSpan.Zero, max, action);

    /// <summary>The action must take at least and at most so long.</summary>
    public void Within(TimeSpan min, TimeSpan max, Action action) => Within(min, max, () =>
    {
        action();
        return true;
    });

    /// <summary>
    /// The function must be over within this time, which is also the limit of the expectations in it.
    /// </summary>
    public T Within<T>(TimeSpan max, Func<T> function) => Within(TimeSpan.Zero, max, function);

    /// <summary>The function must take at least and at most so long.</summary>
    /// <exception cref="TestKitAssertionException">It was over too early or too late.</exception>
    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function)
    {
        var start = _clock.Elapsed;
        var outer = _end;
        var limit = outer is { } end && end - start < max ? end - start : max;
        _end = start + limit;
        _lastWasNoMsg = false;
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _end = outer;
        }

        var took = _clock.Elapsed - start;
        if (took < min)
            throw new TestKitAssertionException($"Expected the block to take at least {min}, it took {took}.");
        if (took > limit && !_lastWasNoMsg)
            throw new TestKitAssertionException($"Expected the block to take at most {limit}, it took {took}.");
        return result;
    }

    private TimeSpan RemainingOr(TimeSpan? duration)
    {
        if (_end is null) return duration ?? UsualWait;
        var remaining = Remaining;
        return duration is { } wanted && wanted < remaining ? wanted : remaining;
    }
}
