using System.Text.Json;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;
using Tapedeck.Tests.Journal.Recovery;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal.Simulation;

/// <summary>
/// One history of a journal on a disk that fails: blocks, rolls, failures, kills, power losses, in any order. Producers send
/// again what was not acknowledged. Invariants:
/// <list type="number">
/// <item>What is acknowledged is on the platter at that moment, and in the journal, the deliveries or the quarantine for ever.</item>
/// <item>What a reader of the folder may have seen while the node ran is on the platter at that moment, and stays: every later
/// journal begins with these very bytes. So nothing is there twice, or in another order, or gone.</item>
/// <item>The sequences have no gap, over all sessions.</item>
/// <item>After each opening the index covers its session, and the chain can be computed by somebody else.</item>
/// <item>A closed session and its index are on the platter, and so are their names.</item>
/// <item>Every byte that a start cuts off is in recovery/, where it stood.</item>
/// <item>In the end every number of every producer is recorded once: as an event, a delivery or a quarantine record.</item>
/// <item>Opening once more changes nothing.</item>
/// </list>
/// </summary>
internal sealed class JournalSimulation : IDisposable
{
    private const int OpeningAttempts = 30;

    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;
    private readonly FaultyStorage _storage;
    private readonly ManualTime _time = new();
    private readonly Random _random;
    private readonly DurabilityPolicy _durability;
    private readonly SimulatedProducer[] _producers = [new("one"), new("two")];
    private readonly List<string> _messages = [];
    private readonly List<string> _history = [];
    private SimulatedNode _node;
    private Batches _batches = new(ActorRefs.Nobody);
    private byte[] _seen = [];

    public JournalSimulation(int seed, DurabilityPolicy durability)
    {
        (_random, _durability) = (new Random(seed), durability);
        _folder = new JournalFolder(Path.Combine(_temp.Path, "logs"));
        Directory.CreateDirectory(_folder.Root);
        _storage = new FaultyStorage(_folder.Root);
        _node = NewNode();
    }

    /// <summary>What was done, for the message of a history that fails.</summary>
    public string History => string.Join('\n', _history.TakeLast(40)) + "\n-- disk\n" + _storage.Trace;

    public int Failures => _storage.Failed;

    public void Dispose()
    {
        _node.Dispose();
        _temp.Dispose();
    }

    public void Run(int steps)
    {
        Start();
        for (var step = 0; step < steps; step++)
        {
            _storage.Next = _random.Next(3) == 0 ? Faults.Seeded(_random, 0.02 + (0.2 * _random.NextDouble())) : Faults.None;
            Step();
        }

        Finish();
    }

    private SimulatedNode NewNode() => new(_storage, _folder, _durability, _time);

    private void Step()
    {
        var what = _random.Next(20);
        if (!_node.IsOpen && what < 18)
            Reopen();
        switch (what)
        {
            case < 9:
                Admit();
                break;
            case < 14:
                Commit();
                break;
            case 14:
                Note("roll");
                if (!_node.TryRoll())
                    Reopen();
                break;
            case 15:
                Note("snapshot");
                if (!_node.TrySnapshot())
                    Reopen();
                break;
            case 16:
            case 17:
                Look();
                break;
            case 18:
                Note("kill");
                End(_storage.Kill);
                break;
            default:
                Note("power loss");
                End(() => _storage.Crash(_random));
                if (_random.Next(4) == 0)
                    File.Delete(_folder.Producers); // its entry is not flushed
                break;
        }
    }

    private void Admit()
    {
        var producer = _producers[_random.Next(_producers.Length)];
        var frames = Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => NewFrame()).ToList();
        Note($"admit {frames.Count} of {producer.Name} from {producer.Last + 1}");
        _node.Take(_batches.Of(producer.Name, producer.Number(frames)));
    }

    private string NewFrame()
    {
        if (_random.Next(10) == 0)
            return "garbage " + _random.Next();
        if (_messages.Count > 0 && _random.Next(6) == 0)
            return _messages[_random.Next(_messages.Count)];
        _messages.Add(Batches.Message($"m{_messages.Count}", new string('x', _random.Next(3) == 0 ? _random.Next(9000) : 20)));
        return _messages[^1];
    }

    private void Commit()
    {
        Note("commit");
        for (var attempt = 0; _node.HasPending; attempt++)
        {
            if (_node.TryCommit() is { } answers)
            {
                Acknowledged(answers);
                return;
            }

            Look();
            if (attempt > 5 || _random.Next(6) == 0)
                return; // it is killed before it recovers, perhaps; else it goes on with the next step
            Reopen();
        }
    }

    private void Acknowledged(IReadOnlyList<Acknowledgement> answers)
    {
        var durable = _node.Lengths;
        Assert.Null(_node.Error);
        Assert.True(_storage.IsDurable(_folder.Session, durable.Session), "the session is acknowledged and not durable");
        Assert.True(_storage.IsDurable(_folder.Deliveries, durable.Deliveries), "the deliveries are acknowledged and not durable");
        Assert.True(_storage.IsDurable(_folder.Quarantine, durable.Quarantine), "the quarantine is acknowledged and not durable");
        foreach (var answer in answers)
            _producers.Single(producer => producer.Name == answer.Connection.Producer).Acknowledged(answer);
        Look();
        Assert.Equal(DurableEnd.Of(_folder), _node.Durable);
    }

    /// <summary>Another process looks at the folder while the node runs, or tries to.</summary>
    private void Look()
    {
        var end = DurableEnd.Of(_folder);
        var shown = new MemoryStream();
        foreach (var session in SessionFile.All(_folder).Where(session => session.Number <= end.Session))
        {
            var bytes = File.ReadAllBytes(session.Path);
            var limit = session.Number < end.Session ? bytes.Length : (int)end.Offset;
            Assert.True(_storage.IsDurable(session.Path, limit), $"{session.Path} is shown up to {limit} and not durable");
            shown.Write(bytes, 0, limit);
        }

        Saw(shown.ToArray());
    }

    private void Saw(byte[] journal)
    {
        var both = Math.Min(journal.Length, _seen.Length);
        Assert.True(journal.AsSpan(0, both).SequenceEqual(_seen.AsSpan(0, both)), "the journal begins otherwise than what was seen of it");
        if (journal.Length > _seen.Length)
            _seen = journal;
    }

    private void End(Action how)
    {
        if (_node.IsOpen || _random.Next(2) == 0)
            Look();
        how();
        _node.Dispose();
        _node = NewNode();
        _batches = new Batches(ActorRefs.Nobody);
        Start();
    }

    /// <summary>A new process opens the folder, and the producers send again what they were not told of.</summary>
    private void Start()
    {
        string[] files = [_folder.Session, _folder.Deliveries, _folder.Quarantine];
        var before = files.Select(path => File.Exists(path) ? File.ReadAllBytes(path) : []).ToList();
        var numberBefore = SessionFile.Current(_folder).Number;
        var notesBefore = KeptNotes.Of(_folder).Count;
        var told = JournalOf(DurableEnd.Of(_folder));
        Open();
        Assert.True(Journal().AsSpan().StartsWith(told), "what was shown while no node ran is not what the start found");
        for (var i = 0; i < files.Length; i++)
        {
            if (i > 0 || SessionFile.Current(_folder).Number == numberBefore)
                KeptNotes.AssertKept(_folder, files[i], before[i], skip: notesBefore);
        }

        foreach (var producer in _producers)
        {
            foreach (var chunk in producer.Unacknowledged.Chunk(3))
                _node.Take(_batches.Of(producer.Name, chunk));
        }
    }

    private void Reopen()
    {
        Note("reopen");
        Open();
    }

    private void Open()
    {
        for (var attempt = 1; !_node.TryOpen(); attempt++)
        {
            if (attempt == OpeningAttempts)
                _storage.Next = Faults.None;
            Assert.True(attempt <= OpeningAttempts, $"it does not open on a disk that works: {_node.Error}");
            if (_random.Next(10) == 0 && attempt < OpeningAttempts)
                Look();
        }

        var journal = ChainCheck.Prove(_folder.Root);
        Assert.True(journal.Length >= _seen.Length, $"{_seen.Length} bytes of the journal were seen, {journal.Length} are there");
        Saw(journal);
        foreach (var (_, session, index, _) in ChainCheck.SessionsOf(_folder.Root).Where(session => session.IsClosed))
        {
            Assert.True(_storage.IsDurable(session, new FileInfo(session).Length), $"{session} is closed and not durable");
            Assert.True(_storage.IsDurable(index, new FileInfo(index).Length), $"{index} is closed and not durable");
        }
    }

    private void Finish()
    {
        Note("finish");
        _storage.Next = Faults.None;
        if (!_node.IsOpen)
            Reopen();
        Commit();
        End(_storage.Kill);
        Commit();
        Assert.All(_producers, producer => Assert.Empty(producer.Unacknowledged));

        var journal = Journal();
        var events = ChainCheck.LinesOf(journal).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(events.Count, events.Select(line => line.GetProperty("Id").GetString()).Distinct().Count());
        Assert.Equal(
            _producers.SelectMany(producer => producer.AllNumbers).Order(),
            events.Select(line => NumberIn(line.GetProperty("Metadata"), "producer", "producer_sequence"))
                .Concat(NumbersIn(_folder.Deliveries)).Concat(NumbersIn(_folder.Quarantine)).Order());
        using (var reader = JournalReader.OfFolder(_folder))
        {
            foreach (var line in ChainCheck.LinesOf(journal))
                Assert.True(reader.TryReadLine(out var read) && read.SequenceEqual(line), "the reader reads other lines");
            Assert.False(reader.TryReadLine(out _));
        }

        End(_storage.Kill);
        Assert.Empty(_node.Notes);
        Assert.Equal(journal, Journal());
    }

    private static IEnumerable<(string, long)> NumbersIn(string path) => File.ReadLines(path)
        .Select(line => NumberIn(JsonElement.Parse(line), "Producer", "ProducerSequence"));

    private static (string, long) NumberIn(JsonElement record, string producer, string number) =>
        (record.GetProperty(producer).GetString()!, record.GetProperty(number).GetInt64());

    private byte[] Journal() => ChainCheck.Prove(_folder.Root);

    private byte[] JournalOf(JournalPosition end)
    {
        var journal = new MemoryStream();
        foreach (var session in SessionFile.All(_folder).Where(session => session.Number <= end.Session))
        {
            var bytes = File.ReadAllBytes(session.Path);
            journal.Write(bytes, 0, session.Number < end.Session ? bytes.Length : (int)end.Offset);
        }

        return journal.ToArray();
    }

    private void Note(string what) => _history.Add(what);
}

/// <summary>Numbers its messages and keeps each until it is acknowledged.</summary>
internal sealed class SimulatedProducer(string name)
{
    private readonly SortedDictionary<long, string> _unacknowledged = [];

    public string Name { get; } = name;

    public long Last { get; private set; }

    public IEnumerable<(string, long)> AllNumbers => Enumerable.Range(1, (int)Last).Select(number => (Name, (long)number));

    public IReadOnlyList<(long Number, string Frame)> Unacknowledged => [.. _unacknowledged.Select(sent => (sent.Key, sent.Value))];

    public IReadOnlyList<(long Number, string Frame)> Number(IEnumerable<string> frames)
    {
        var numbered = frames.Select(frame => (++Last, frame)).ToList();
        foreach (var (number, frame) in numbered)
            _unacknowledged.Add(number, frame);
        return numbered;
    }

    public void Acknowledged(Acknowledgement answer) =>
        Assert.True(_unacknowledged.Remove(answer.Number), $"{Name} was told of {answer.Number} twice");
}
