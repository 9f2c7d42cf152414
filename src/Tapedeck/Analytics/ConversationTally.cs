using System.Runtime.CompilerServices;
using System.Globalization;
using System.Text;
using Tapedeck.Journal.Sessions;
using static Tapedeck.Analytics.TalliedLine;

namespace Tapedeck.Analytics;

/// <summary>
/// What a conversation comes to, in bounded memory: totals, and counts of who, whom, what about and when. Adding events one by
/// one, or in parts that are tallied side by side and then put together in their order, comes to the same.
/// </summary>
internal sealed class ConversationTally
{
    /// <summary>Different keys that each counter counts by itself.</summary>
    public const int MostKeys = 65_536;

    private const int HoursOfDay = 24;

    /// <summary>Bytes of each of the two names of a pair.</summary>
    private const int MostPairName = 126;

    private readonly long[] _hours = new long[HoursOfDay];
    private readonly byte[] _pair = new byte[KeyCounter.LongestKey + 8];
    private readonly (string Name, KeyCounter Counter)[] _counters;
    private long _day = long.MinValue;
    private byte[] _dayText = [];

    public ConversationTally() => _counters =
    [
        ("speakers", Speakers), ("receivers", Receivers), ("pairs", Pairs), ("chain_types", Domains), ("ace_tiers", Tiers),
        ("shl_tags", Tags), ("message_types", MessageTypes), ("contexts", Contexts), ("keywords", Keywords), ("timeline", Days),
    ];

    public KeyCounter Speakers { get; } = new(MostKeys);

    public KeyCounter Receivers { get; } = new(MostKeys);

    /// <summary>Who to whom, <c>claude_code → gemini_cli</c>.</summary>
    public KeyCounter Pairs { get; } = new(MostKeys);

    public KeyCounter Domains { get; } = new(MostKeys);

    public KeyCounter Tiers { get; } = new(MostKeys);

    public KeyCounter Tags { get; } = new(MostKeys);

    public KeyCounter MessageTypes { get; } = new(MostKeys);

    public KeyCounter Contexts { get; } = new(MostKeys);

    public KeyCounter Keywords { get; } = new(MostKeys);

    /// <summary>UTC, <c>2026-11-22</c>.</summary>
    public KeyCounter Days { get; } = new(MostKeys);

    /// <summary>How they respond to each other.</summary>
    public TurnTally Turns { get; } = new();

    /// <summary>Events of each hour of the day, UTC.</summary>
    public IReadOnlyList<long> Hours => _hours;

    public long Events { get; private set; }

    /// <summary>Messages in them: an event may say that it was put together from several.</summary>
    public long Messages { get; private set; }

    /// <summary>Events that say so.</summary>
    public long Consolidated { get; private set; }

    /// <summary>Events whose message says nothing.</summary>
    public long Empty { get; private set; }

    public long UnknownSpeakers { get; private set; }

    public long WithMetadata { get; private set; }

    public long WithTags { get; private set; }

    public long WithHash { get; private set; }

    /// <summary>Events whose timestamp is not understood.</summary>
    public long Undated { get; private set; }

    /// <summary>When they were.</summary>
    public EventTimes Times { get; private set; } = EventTimes.None;

    /// <summary>The counters and their names.</summary>
    public IReadOnlyList<(string Name, KeyCounter Counter)> Counters => _counters;

    /// <summary>Adds the next event.</summary>
    /// <param name="read">What is in its line.</param>
    /// <param name="line">The line that was read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(TalliedLine read, ReadOnlySpan<byte> line)
    {
        Events++;
        Messages += read.Messages;
        Consolidated += read.IsConsolidated ? 1 : 0;
        Empty += read.IsEmpty ? 1 : 0;
        WithMetadata += read.HasMetadata ? 1 : 0;
        WithTags += read.Tags > 0 ? 1 : 0;
        WithHash += read.Text(Field.Hash, line).IsEmpty ? 0 : 1;
        AddIfAny(Contexts, read.Text(Field.Context, line));
        AddIfAny(Domains, read.Text(Field.Domain, line));
        AddIfAny(Tiers, read.Text(Field.Tier, line));
        AddIfAny(MessageTypes, read.Text(Field.MessageType, line));
        for (var i = 0; i < read.Tags; i++)
            Tags.Add(read.Tag(i, line));
        for (var i = 0; i < read.Keywords; i++)
            Keywords.Add(read.Keyword(i, line));
        AddWho(read, line);
        AddTime(read.Time);
    }

    /// <summary>
    /// Adds the events behind these. False, and nothing is added, if there are more different keys than are counted exactly: their
    /// events are then to be added one by one.
    /// </summary>
    public bool TryAdd(ConversationTally behind)
    {
        for (var i = 0; i < _counters.Length; i++)
        {
            if (!_counters[i].Counter.CanAdd(behind._counters[i].Counter))
                return false;
        }

        if (!Turns.CanAdd(behind.Turns))
            return false;
        for (var i = 0; i < _counters.Length; i++)
            _counters[i].Counter.Add(behind._counters[i].Counter);
        Turns.Add(behind.Turns);
        Events += behind.Events;
        Messages += behind.Messages;
        Consolidated += behind.Consolidated;
        Empty += behind.Empty;
        UnknownSpeakers += behind.UnknownSpeakers;
        WithMetadata += behind.WithMetadata;
        WithTags += behind.WithTags;
        WithHash += behind.WithHash;
        Undated += behind.Undated;
        Times = Times.With(behind.Times);
        for (var hour = 0; hour < HoursOfDay; hour++)
            _hours[hour] += behind._hours[hour];
        return true;
    }

    /// <summary>Writes it to a snapshot.</summary>
    public void Write(BinaryWriter snapshot)
    {
        foreach (var number in new[]
            {
                Events, Messages, Consolidated, Empty, UnknownSpeakers, WithMetadata, WithTags, WithHash, Undated, Times.Earliest, Times.Latest,
            })
            snapshot.Write(number);
        foreach (var hour in _hours)
            snapshot.Write(hour);
        foreach (var (_, counter) in _counters)
            counter.Write(snapshot);
        Turns.Write(snapshot);
    }

    /// <summary>Takes what <see cref="Write"/> wrote.</summary>
    /// <exception cref="IOException">It was cut short.</exception>
    public static ConversationTally Read(BinaryReader snapshot)
    {
        var tally = new ConversationTally
        {
            Events = snapshot.ReadInt64(), Messages = snapshot.ReadInt64(), Consolidated = snapshot.ReadInt64(),
            Empty = snapshot.ReadInt64(), UnknownSpeakers = snapshot.ReadInt64(), WithMetadata = snapshot.ReadInt64(),
            WithTags = snapshot.ReadInt64(), WithHash = snapshot.ReadInt64(), Undated = snapshot.ReadInt64(),
            Times = new EventTimes(snapshot.ReadInt64(), snapshot.ReadInt64()),
        };
        for (var hour = 0; hour < HoursOfDay; hour++)
            tally._hours[hour] = snapshot.ReadInt64();
        foreach (var (_, counter) in tally._counters)
            counter.Read(snapshot);
        tally.Turns.Read(snapshot);
        return tally;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddIfAny(KeyCounter counter, ReadOnlySpan<byte> key)
    {
        if (!key.IsEmpty)
            counter.Add(key);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWho(TalliedLine read, ReadOnlySpan<byte> line)
    {
        var speaker = read.Text(Field.Speaker, line);
        if (speaker.IsEmpty)
            speaker = "unknown"u8;
        Speakers.Add(speaker);
        AddReceiver(speaker, read.Text(Field.Receiver, line));
        if (speaker.SequenceEqual("unknown"u8))
        {
            UnknownSpeakers++;
            return;
        }

        var number = Turns.Hear(speaker, read.RecordedAt);
        if (read.IsEmpty)
            return;
        bool isQuestion = false, isDecision = false, isBlocked = false;
        for (var i = 0; i < read.Tags; i++)
        {
            var tag = read.Tag(i, line);
            isQuestion |= tag.SequenceEqual("@Question-Open"u8);
            isDecision |= tag.SequenceEqual("@Decision-Made"u8);
            isBlocked |= tag.SequenceEqual("@Status-Blocked"u8);
        }

        Turns.Add(number, read.Text(Field.Context, line), read.Time, isQuestion, isDecision, isBlocked);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddReceiver(ReadOnlySpan<byte> speaker, ReadOnlySpan<byte> receiver)
    {
        if (receiver.IsEmpty)
            return;
        Receivers.Add(receiver);
        var arrow = " → "u8;
        var from = KeyCounter.Whole(speaker, MostPairName);
        var to = KeyCounter.Whole(receiver, MostPairName);
        from.CopyTo(_pair);
        arrow.CopyTo(_pair.AsSpan(from.Length));
        to.CopyTo(_pair.AsSpan(from.Length + arrow.Length));
        Pairs.Add(_pair.AsSpan(0, from.Length + arrow.Length + to.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTime(long time)
    {
        if (time == LineTime.Unknown)
        {
            Undated++;
            return;
        }

        Times = Times.With(time);
        const long Hour = 3_600_000_000, Day = HoursOfDay * Hour;
        var day = Math.DivRem(time, Day, out var ofDay);
        if (ofDay < 0)
            (day, ofDay) = (day - 1, ofDay + Day);
        _hours[ofDay / Hour]++;
        if (day != _day)
            (_day, _dayText) = (day, Encoding.ASCII.GetBytes(
                IndexRecord.Time(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Days.Add(_dayText);
    }
}
