namespace Tapedeck.Tests.ZeroMQ.Closing;

/// <summary>A theory of minutes; skipped unless TAPEDECK_LONG_TESTS=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("TAPEDECK_LONG_TESTS") != "1")
            Skip = "it takes minutes: set TAPEDECK_LONG_TESTS=1 to run it";
    }
}
