namespace Tapedeck.Tests.Client;

/// <summary>A clock that stands still until it is advanced. Its timers are the system's.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks;

    public DateTimeOffset Start { get; } = new(2026, 11, 22, 9, 0, 0, 123, 456, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(GetTimestamp());

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
