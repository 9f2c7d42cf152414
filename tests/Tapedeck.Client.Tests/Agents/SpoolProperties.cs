using System.Text;
using FsCheck.Xunit;
using Tapedeck.Client;

namespace Tapedeck.Tests.Client.Agents;

/// <summary>Invariant: whatever is done to a spool, what it yields is exactly what was appended and not forgotten.</summary>
public sealed class SpoolProperties
{
    public enum Step
    {
        Append,
        AppendLong,
        ReadOne,
        ForgetHalf,
        ForgetAll,
        Rewind,
        Close,
        Reopen,
        Tear,
    }

    [Property(MaxTest = 100)]
    public void A_spool_keeps_exactly_what_was_appended_and_not_forgotten(Step[] steps)
    {
        using var folder = new TempFolder();
        var path = folder.File("a-000000000000.spool");
        var spool = AgentSpool.Create(SpoolClaim.TryTake(path)!, "a/000000000000", long.MaxValue);
        var expected = new List<(long Number, string Payload)>();
        var read = 0;
        var last = 0L;

        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Append or Step.AppendLong:
                    var payload = step == Step.Append ? $"message {last}" : new string('x', 70_000) + last;
                    spool.Append(Encoding.UTF8.GetBytes(payload));
                    expected.Add((++last, payload));
                    break;
                case Step.ReadOne when spool.TryPeek(out var line):
                    Assert.Equal(expected[read++].Number, line.Number);
                    spool.Advance();
                    break;
                case Step.ForgetHalf or Step.ForgetAll when read > 0:
                    var count = step == Step.ForgetAll ? read : (read + 1) / 2;
                    Assert.Equal(count, spool.Forget(expected[count - 1].Number));
                    expected.RemoveRange(0, count);
                    read -= count;
                    break;
                case Step.Rewind:
                    spool.Rewind();
                    read = 0;
                    break;
                case Step.Close or Step.Reopen or Step.Tear:
                    if (step == Step.Close)
                        spool.Close();
                    else
                        spool.Dispose();
                    if (step == Step.Tear)
                        File.AppendAllText(path, $"{last + 1} {{\"torn\":");
                    spool = Open(path);

                    // What was forgotten and not cut off is there again: a node's WELCOME tells that it has it.
                    Assert.Equal(expected, SpoolTests.Read(spool).TakeLast(expected.Count));
                    spool.Forget(last - expected.Count);
                    spool.Rewind();
                    read = 0;
                    break;
            }

            Assert.Equal(expected.Count, spool.Pending);
        }

        spool.Rewind();
        Assert.Equal(expected, SpoolTests.Read(spool));
        spool.Dispose();
    }

    private static AgentSpool Open(string path) => AgentSpool.Open(SpoolClaim.TryTake(path)!, long.MaxValue)!;
}
