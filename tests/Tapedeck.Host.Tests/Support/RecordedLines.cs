using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Tests.Host.Support;

/// <summary>
/// Reads a folder's journal onward, as a reader in another process does, and proves of all that it reads: sequences without a
/// gap, each <c>ack-</c> number once and in order with none left out, the <c>push-</c> numbers in order.
/// </summary>
internal sealed class RecordedLines(string logs)
{
    private readonly JournalFolder _folder = new(logs);
    private JournalPosition _read;

    /// <summary>Sequence of the last event that was read.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The last <c>ack-</c> number that was read.</summary>
    public long LastAcknowledged { get; private set; }

    /// <summary>The last <c>push-</c> number that was read.</summary>
    public long LastPushed { get; private set; }

    /// <summary>What is there behind what was read, without going on.</summary>
    public IReadOnlyList<string> Look() => [.. Read(_read).Lines];

    /// <summary>Reads on. What was looked at before must be what is there.</summary>
    public void GoOn(IReadOnlyList<string> seen, string because)
    {
        var (lines, end) = Read(_read);
        Assert.True(lines.Count >= seen.Count, $"{seen.Count} events were seen, {lines.Count} are there, {because}");
        for (var i = 0; i < lines.Count; i++)
        {
            Assert.True(i >= seen.Count || seen[i] == lines[i], $"it was seen, and is another now, {because}:\n{seen.ElementAtOrDefault(i)}\n{lines[i]}");
            Prove(lines[i], because);
        }

        _read = end;
    }

    private void Prove(string line, string because)
    {
        var recorded = JsonElement.Parse(line);
        Assert.True(
            recorded.GetProperty("Metadata").GetProperty("sequence").GetInt64() == ++LastSequence, $"not sequence {LastSequence}, {because}: {line}");
        var id = recorded.GetProperty("Id").GetString()!.Split('-');
        var number = long.Parse(id[1], CultureInfo.InvariantCulture);
        if (id[0] == "ack")
            Assert.True(number == ++LastAcknowledged, $"not ack-{LastAcknowledged}, {because}: {line}");
        else
            Assert.True(number > LastPushed, $"behind push-{LastPushed}, {because}: {line}");
        if (id[0] == "push")
            LastPushed = number;
    }

    private (List<string> Lines, JournalPosition End) Read(JournalPosition from)
    {
        using var reader = JournalReader.OfFolder(_folder, from);
        var lines = new List<string>();
        while (reader.TryReadLine(out var line))
            lines.Add(Encoding.UTF8.GetString(line));
        return (lines, reader.Position);
    }
}
