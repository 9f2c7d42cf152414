using System.Runtime.CompilerServices;
using System.Text;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>
/// How the named speakers respond to each other, in bounded memory: an event in which one says something is a part of its turn
/// in that context, and the next one of another speaker there responds to it. Adding events one by one, or in parts that are put
/// together in their order, comes to the same.
/// </summary>
internal sealed class TurnTally
{
    /// <summary>Named speakers that are told apart; the turns of those that come behind them are not followed.</summary>
    public const int MostSpeakers = 16_384;

    /// <summary>Contexts that are followed; beyond, the half that has been still for longest is let go.</summary>
    public const int MostContexts = 65_536;

    /// <summary>Named speakers, the first that came, whose response times are kept.</summary>
    public const int MostResponders = 64;

    private readonly KeyTable<SpeakerTurns> _speakers = new();
    private readonly KeyTable<ContextTurns> _contexts = new();
    private readonly Dictionary<(int From, int To), ResponseTimes> _responses = [];
    private long _conversationsLetGo;
    private long _decidedLetGo;
    private bool _hasLetGo;
    private bool _isFull;

    /// <summary>What a named speaker did.</summary>
    private struct SpeakerTurns
    {
        public long Substantive;
        public long HeardAt;
    }

    /// <summary>Events in which a named speaker says something.</summary>
    public long Substantive { get; private set; }

    /// <summary>Those that ask something.</summary>
    public long Questions { get; private set; }

    /// <summary>Those behind which another speaker said something in that context.</summary>
    public long Answered { get; private set; }

    /// <summary>Those that tell of something blocked.</summary>
    public long Blocked { get; private set; }

    /// <summary>Contexts in which more than one named speaker said something; one that was let go and comes again counts again.</summary>
    public long Conversations => _conversationsLetGo + Count(context => context.IsConversation);

    /// <summary>Those in which a decision was made.</summary>
    public long Decided => _decidedLetGo + Count(context => context.IsConversation && context.IsDecided);

    /// <summary>Notes that a named speaker was heard.</summary>
    /// <returns>Its number; less than 0 if there are too many.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Hear(ReadOnlySpan<byte> speaker, long recordedAt)
    {
        speaker = KeyCounter.Whole(speaker, KeyCounter.LongestKey);
        var known = _speakers.Count;
        var number = known < MostSpeakers ? _speakers.FindOrAdd(speaker) : _speakers.Find(speaker);
        if (number < 0)
        {
            _isFull = true;
            return number;
        }

        ref var heardAt = ref _speakers.Value(number).HeardAt;
        heardAt = number == known ? recordedAt : Math.Max(heardAt, recordedAt);
        return number;
    }

    /// <summary>Adds the next event in which a named speaker says something.</summary>
    /// <param name="speaker">Its number.</param>
    /// <param name="context">Where.</param>
    /// <param name="time">When, by its sender.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int speaker, ReadOnlySpan<byte> context, long time, bool isQuestion, bool isDecision, bool isBlocked)
    {
        Substantive++;
        Questions += isQuestion ? 1 : 0;
        Blocked += isBlocked ? 1 : 0;
        if (speaker < 0)
            return;
        _speakers.Value(speaker).Substantive++;
        Add(KeyCounter.Whole(context, KeyCounter.LongestKey), ContextTurns.Of(speaker, time, isQuestion, isDecision, Substantive));
        if (_contexts.Count > MostContexts)
            LetGo();
    }

    /// <summary>Whether what another tallied behind this can be added as a whole: neither has more of anything than is kept.</summary>
    public bool CanAdd(TurnTally behind) => !behind._isFull && !behind._hasLetGo && behind._speakers.Count <= MostResponders
        && _speakers.CountWith(behind._speakers) <= MostSpeakers && _contexts.CountWith(behind._contexts) <= MostContexts;

    /// <summary>Adds what another tallied behind this, if it can.</summary>
    public void Add(TurnTally behind)
    {
        var numbers = new int[behind._speakers.Count];
        for (var number = 0; number < numbers.Length; number++)
        {
            ref var theirs = ref behind._speakers.Value(number);
            numbers[number] = Hear(behind._speakers.Key(number), theirs.HeardAt);
            _speakers.Value(numbers[number]).Substantive += theirs.Substantive;
        }

        for (var number = 0; number < behind._contexts.Count; number++)
        {
            var turns = behind._contexts.Value(number);
            (turns.First, turns.Last) = (numbers[turns.First], numbers[turns.Last]);
            turns.LastAt += Substantive;
            Add(behind._contexts.Key(number), turns);
        }

        foreach (var ((from, to), times) in behind._responses)
            Responses(numbers[from], numbers[to])?.Add(times);
        Substantive += behind.Substantive;
        Questions += behind.Questions;
        Answered += behind.Answered;
        Blocked += behind.Blocked;
    }

    /// <summary>Named speakers and the events in which they say something, in no order.</summary>
    public IEnumerable<KeyValuePair<string, long>> Speakers() =>
        _speakers.Numbers().Select(number => KeyValuePair.Create(Name(number), _speakers.Value(number).Substantive));

    /// <summary>When each named speaker's last event was recorded; <see cref="LineTime.Unknown"/> if no line says it. In no order.</summary>
    public IEnumerable<KeyValuePair<string, long>> Heard() =>
        _speakers.Numbers().Select(number => KeyValuePair.Create(Name(number), _speakers.Value(number).HeardAt));

    /// <summary>Who responded to whom, and how quickly; those with the most responses first.</summary>
    public IEnumerable<(string From, string To, ResponseTimes Times)> ResponsesRanked() => _responses
        .Select(pair => (From: Name(pair.Key.From), To: Name(pair.Key.To), Times: pair.Value))
        .OrderByDescending(pair => pair.Times.Count).ThenBy(pair => pair.From, StringComparer.Ordinal).ThenBy(pair => pair.To, StringComparer.Ordinal);

    /// <summary>Writes it to a snapshot.</summary>
    public void Write(BinaryWriter snapshot)
    {
        foreach (var number in new[] { Substantive, Questions, Answered, Blocked, _conversationsLetGo, _decidedLetGo })
            snapshot.Write(number);
        snapshot.Write(_hasLetGo);
        snapshot.Write(_isFull);
        _speakers.Write(snapshot, static (to, turns) =>
        {
            to.Write(turns.Substantive);
            to.Write(turns.HeardAt);
        });
        _contexts.Write(snapshot, static (to, turns) => turns.Write(to));
        snapshot.Write(_responses.Count);
        foreach (var ((from, to), times) in _responses)
        {
            snapshot.Write(from);
            snapshot.Write(to);
            times.Write(snapshot);
        }
    }

    /// <summary>Takes what <see cref="Write(BinaryWriter)"/> wrote.</summary>
    public void Read(BinaryReader snapshot)
    {
        (Substantive, Questions, Answered, Blocked) =
            (snapshot.ReadInt64(), snapshot.ReadInt64(), snapshot.ReadInt64(), snapshot.ReadInt64());
        (_conversationsLetGo, _decidedLetGo) = (snapshot.ReadInt64(), snapshot.ReadInt64());
        (_hasLetGo, _isFull) = (snapshot.ReadBoolean(), snapshot.ReadBoolean());
        _speakers.Read(snapshot, static from => new SpeakerTurns { Substantive = from.ReadInt64(), HeardAt = from.ReadInt64() });
        _contexts.Read(snapshot, ContextTurns.Read);
        for (var left = snapshot.ReadInt32(); left > 0; left--)
            _responses.Add((snapshot.ReadInt32(), snapshot.ReadInt32()), ResponseTimes.Read(snapshot));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<byte> context, in ContextTurns next)
    {
        ref var turns = ref _contexts.Value(_contexts.FindOrAdd(context));
        var before = turns.Last;
        turns.Add(next, out var answered, out var response);
        Answered += answered;
        if (response is { } microseconds)
            Responses(before, next.First)?.Add(microseconds);
    }

    /// <returns>Null if they are not kept.</returns>
    private ResponseTimes? Responses(int from, int to)
    {
        if (from >= MostResponders || to >= MostResponders)
            return null;
        if (!_responses.TryGetValue((from, to), out var times))
            _responses.Add((from, to), times = new ResponseTimes());
        return times;
    }

    private string Name(int speaker) => Encoding.UTF8.GetString(_speakers.Key(speaker));

    private long Count(Func<ContextTurns, bool> which)
    {
        var count = 0L;
        for (var number = 0; number < _contexts.Count; number++)
            count += which(_contexts.Value(number)) ? 1 : 0;
        return count;
    }

    private void LetGo()
    {
        var numbers = _contexts.Numbers();
        Array.Sort(numbers, (one, other) => _contexts.Value(other).LastAt.CompareTo(_contexts.Value(one).LastAt));
        foreach (var number in numbers.AsSpan(MostContexts / 2))
        {
            ref var turns = ref _contexts.Value(number);
            _conversationsLetGo += turns.IsConversation ? 1 : 0;
            _decidedLetGo += turns.IsConversation && turns.IsDecided ? 1 : 0;
        }

        _contexts.Keep(numbers.AsSpan(0, MostContexts / 2));
        _hasLetGo = true;
    }
}
