using Tapedeck.Alerting;
using Tapedeck.Journal.Storage;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;
using static Tapedeck.Tests.Alerting.SomeAlerts;

namespace Tapedeck.Tests.Alerting;

public sealed class AlertFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Path => _temp.File("alerts.jsonl");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void What_was_raised_and_not_resolved_is_active()
    {
        var file = new AlertFile(Path, DiskStorage.Instance);
        Assert.Empty(file.ReadActive());

        var silent = Notice(rule: "silence", subject: "a");
        file.Append([Notice(), silent]);
        file.Append([Notice(AlertNotice.Resolved), Notice(AlertNotice.Resolved, "silence", "b")]);

        Assert.Equal(silent, Assert.Single(file.ReadActive()));
        Assert.Equal(4, File.ReadAllLines(Path).Length);
    }

    [Fact]
    public void Half_a_line_that_a_crash_left_harms_no_other()
    {
        var file = new AlertFile(Path, DiskStorage.Instance);
        file.Append([Notice()]);
        var whole = File.ReadAllBytes(Path);
        for (var length = 1; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            var next = Notice(rule: "silence");

            file.Append([next]);

            Assert.Contains(next, file.ReadActive());
            Assert.InRange(file.ReadActive().Count, 1, 2);
        }
    }

    [Fact]
    public void What_a_full_disk_did_not_take_is_not_there_by_half()
    {
        var disk = new FaultyStorage(_temp.Path);
        var file = new AlertFile(Path, disk);
        file.Append([Notice()]);
        var before = File.ReadAllBytes(Path);
        disk.Next = request => request.Operation == DiskOperation.Write ? Fault.Full(10) : null;

        Assert.Throws<IOException>(() => file.Append([Notice(AlertNotice.Resolved)]));

        Assert.Equal(before, File.ReadAllBytes(Path));
        disk.Next = Faults.None;
        file.Append([Notice(AlertNotice.Resolved)]);
        Assert.Empty(file.ReadActive());
    }
}
