using System.Text;
using Tapedeck.Parquet;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>Exports as a user makes them; what is in them is proved beside the formats.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_format_has_the_events_that_pass_the_filters()
    {
        var logs = _folder.File("logs");
        await using var node = await HostProcess.StartNodeAsync(logs);
        using (var pusher = new Pusher(node.Push))
        {
            foreach (var id in new[] { "a", "b", "c" })
                pusher.SendMessage(id);
        }

        var session = new Session(logs);
        await Eventually.IsTrueAsync(() => session.CountLines() == 3, "three lines");
        var lines = await File.ReadAllLinesAsync(session.Path);

        var jsonl = await ExportAsync("jsonl", "--logs", logs, "--after", "1");
        Assert.Equal(lines[1..], await File.ReadAllLinesAsync(jsonl));
        var csv = await ExportAsync("csv", "--logs", logs, "--limit", "2");
        Assert.Equal(["id", "a", "b"], (await File.ReadAllLinesAsync(csv)).Select(record => record.Split(',')[0]));
        var asked = await ExportAsync("parquet", "--node", node.Http, "--id", "b");
        using var parquet = ParquetReader.Open(asked);
        using var row = parquet.ReadRowGroup(0);
        Assert.True(row.Read());
        Assert.Equal("b", Encoding.UTF8.GetString(row[0].Bytes()));
        Assert.False(row.Read());

        await using var output = HostProcess.Start("export", "--format", "jsonl", "--out", "-", "--logs", logs);
        Assert.Equal(0, await output.ExitAsync());
        Assert.Equal(lines, output.OutputLines);
        Assert.Contains("3 events", output.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_if_that_is_wanted()
    {
        var logs = _folder.File("logs");
        Directory.CreateDirectory(logs);
        await File.WriteAllTextAsync(Path.Combine(logs, "current_session.jsonl"), "{\"Id\":\"x\"}\n");
        var path = _folder.File("events.jsonl");
        await File.WriteAllTextAsync(path, "mine");

        await using var refused = HostProcess.Start("export", "--format", "jsonl", "--out", path, "--logs", logs);
        Assert.Equal(1, await refused.ExitAsync());
        Assert.Contains("--force", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(path));

        await using var replaced = HostProcess.Start("export", "--format", "jsonl", "--out", path, "--logs", logs, "--force");
        Assert.Equal(0, await replaced.ExitAsync());
        Assert.Equal("{\"Id\":\"x\"}\n", await File.ReadAllTextAsync(path));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.partial"));
    }

    private async Task<string> ExportAsync(string format, params string[] arguments)
    {
        var path = _folder.File($"events.{format}");
        await using var export = HostProcess.Start(["export", "--format", format, "--out", path, .. arguments]);
        Assert.True(await export.ExitAsync() == 0, export.Errors);
        return path;
    }
}
