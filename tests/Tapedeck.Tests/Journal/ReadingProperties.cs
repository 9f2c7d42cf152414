using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;
using Tapedeck.Tests.Journal.Simulation;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal;

/// <summary>Reading what grows meanwhile.</summary>
public sealed class ReadingProperties : IDisposable
{
    private readonly TempFolder _temp = new();
    private int _case;

    public void Dispose() => _temp.Dispose();

    [Property(MaxTest = 300)]
    public void Whole_lines_only_are_read_whatever_is_there_and_however_far_it_may_be_read(NonNegativeInt[] lengths, PositiveInt[] steps)
    {
        var lines = lengths.Select((length, i) => i + ":" + new string('x', length.Get * 97 % 5000)).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        var path = _temp.File($"{_case++}.jsonl");
        var read = new List<string>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 0))
        using (var reader = new LineReader(path) { Limit = 0 })
        {
            foreach (var step in steps.Append(PositiveInt.NewPositiveInt(bytes.Length)))
            {
                // What may be read lags behind what is there, and neither ends with a line.
                var more = Math.Min(step.Get * 131 % 9000, bytes.Length - (int)file.Length);
                file.Write(bytes.AsSpan((int)file.Length, more));
                reader.Limit = Math.Max(reader.Limit, file.Length - (step.Get % 50));
                Read(reader);
                Assert.True(reader.Offset <= reader.Limit);
            }

            file.Write(bytes.AsSpan((int)file.Length));
            reader.Limit = bytes.Length;
            Read(reader);
        }

        Assert.Equal(lines, read);

        void Read(LineReader reader)
        {
            while (reader.TryReadLine(out var line))
                read.Add(Encoding.UTF8.GetString(line));
        }
    }

    [Property(MaxTest = 30)]
    public void Every_line_is_read_once_in_order_over_the_sessions(PositiveInt[] actions)
    {
        var folder = new JournalFolder(_temp.File($"logs-{_case++}"));
        Directory.CreateDirectory(folder.Root);
        using var node = new SimulatedNode(new FaultyStorage(folder.Root), folder, DurabilityPolicy.Group, new ManualTime());
        Assert.True(node.TryOpen());
        var batches = new Batches(ActorRefs.Nobody);
        var readers = new List<(JournalReader Reader, List<string> Read)>();
        var made = 0;
        foreach (var action in actions)
        {
            switch (action.Get % 4)
            {
                case 0:
                    Assert.True(node.TryRoll());
                    break;
                case 1:
                    readers.Add((JournalReader.OfFolder(folder), []));
                    break;
                default:
                    node.Take(batches.Of([.. Enumerable.Range(0, 1 + (action.Get % 3)).Select(_ => Batches.Message($"m{made++}"))]));
                    Assert.NotNull(node.TryCommit());
                    break;
            }

            readers.ForEach(Read);
        }

        readers.Add((JournalReader.OfFolder(folder), []));
        readers.ForEach(Read);
        foreach (var (reader, read) in readers)
        {
            Assert.Equal(Enumerable.Range(0, made).Select(i => $"m{i}"), read);
            Assert.Equal(DurableEnd.Of(folder).Session, Math.Max(reader.Position.Session, DurableEnd.Of(folder).Session));
            reader.Dispose();
        }

        static void Read((JournalReader Reader, List<string> Read) one)
        {
            while (one.Reader.TryReadEvent(EventMatcher.Everything, out var recorded, out _))
                one.Read.Add(recorded.Id);
        }
    }
}
