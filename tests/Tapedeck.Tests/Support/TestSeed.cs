using System.Globalization;

namespace Tapedeck.Tests.Support;

/// <summary>The seed of a random test: TAPEDECK_SEED if that is set, to see a failure again, else a new one.</summary>
internal static class TestSeed
{
    public static bool IsGiven => Environment.GetEnvironmentVariable("TAPEDECK_SEED") is { Length: > 0 };

    public static int Next() => Environment.GetEnvironmentVariable("TAPEDECK_SEED") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : Random.Shared.Next();
}
