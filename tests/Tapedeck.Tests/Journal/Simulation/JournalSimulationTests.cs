using Tapedeck.Journal;
using Tapedeck.Tests.Support;
using Tapedeck.Tests.ZeroMQ.Closing;

namespace Tapedeck.Tests.Journal.Simulation;

/// <summary>Random histories on a disk that fails. TAPEDECK_SEED=N runs the one history of that seed.</summary>
[Collection(Alone.Name)]
public sealed class JournalSimulationTests
{
    public static TheoryData<string> Policies => ["group", "each", "interval"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Nothing_that_was_acknowledged_or_seen_is_ever_lost_doubled_or_moved(string policy) => Run(policy, histories: 20);

    [LongTheory]
    [MemberData(nameof(Policies))]
    public void Nothing_is_in_thousands_of_histories(string policy) => Run(policy, histories: 5_000);

    private static void Run(string policy, int histories)
    {
        var first = TestSeed.Next();
        for (var seed = first; seed < first + (TestSeed.IsGiven ? 1 : histories); seed++)
        {
            using var simulation = new JournalSimulation(seed, PolicyOf(policy));
            try
            {
                simulation.Run(steps: 80);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    $"{policy}, TAPEDECK_SEED={seed}: {failure.Message}\n{simulation.History}", failure);
            }
        }
    }

    private static DurabilityPolicy PolicyOf(string policy) => policy switch
    {
        "each" => DurabilityPolicy.Each,
        "interval" => new DurabilityPolicy(DurabilityKind.Interval, TimeSpan.FromMilliseconds(100)),
        _ => DurabilityPolicy.Group,
    };
}
