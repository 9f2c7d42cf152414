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

    private readonly long[] _hours = new long[HoursOfDay];
    private readonly byte[] _pair = new byte[1024];
    private long _day = long.MinValue;
    private byte[] _dayText = [];

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
    public IReadOnlyList<(string Name, KeyCounter Counter)> Counters() =>
    [
        ("speakers", Speakers), ("receivers", Receivers), ("pairs", Pairs), ("chain_types", Domains), ("ace_tiers", Tiers),
        ("shl_tags", Tags), ("message_types", MessageTypes), ("contexts", Contexts), ("keywords", Keywords), ("timeline", Days),
    ];

    /// <summary>Adds the next event.</summary>
    /// <param name="read">What is in its line.</param>
    /// <param name="line">The line that was read.</param>
    public void Add(TalliedLine read, ReadOnlySpan<byte> line)
    {
        Events++;
        Messages += read.Messages;
        Consolidated += read.IsConsolidated ? 1 : 0;
        Empty += read.IsEmpty ? 1 : 0;
        WithMetadata += read.HasMetadata ? 1 : 0;
        WithTags += read.Tags > 0 ? 1 : 0;
        WithHash += read.Text(Field.Hash, line).IsEmpty ? 0 : 1;
        AddWho(read.Text(Field.Speaker, line), read.Text(Field.Receiver, line));
        AddIfAny(Contexts, read.Text(Field.Context, line));
        AddIfAny(Domains, read.Text(Field.Domain, line));
        AddIfAny(Tiers, read.Text(Field.Tier, line));
        AddIfAny(MessageTypes, read.Text(Field.MessageType, line));
        for (var i = 0; i < read.Tags; i++)
            Tags.Add(read.Tag(i, line));
        for (var i = 0; i < read.Keywords; i++)
            Keywords.Add(read.Keyword(i, line));
        AddTime(read.Time);
    }

    /// <summary>
    /// Adds the events behind these. False, and nothing is added, if they have more different keys than are counted: their
    /// events are then to be added one by one.
    /// </summary>
    public bool TryAdd(ConversationTally behind)
    {
        var theirs = behind.Counters();
        if (theirs.Any(one => one.Counter.Others > 0))
            return false;
        foreach (var (ours, other) in Counters().Zip(theirs))
            ours.Counter.TryAdd(other.Counter);
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

    private static void AddIfAny(KeyCounter counter, ReadOnlySpan<byte> key)
    {
        if (!key.IsEmpty)
            counter.Add(key);
    }

    private void AddWho(ReadOnlySpan<byte> speaker, ReadOnlySpan<byte> receiver)
    {
        if (speaker.IsEmpty)
            speaker = "unknown"u8;
        if (speaker.SequenceEqual("unknown"u8))
            UnknownSpeakers++;
        Speakers.Add(speaker);
        if (receiver.IsEmpty)
            return;
        Receivers.Add(receiver);
        var arrow = " → "u8;
        var most = (_pair.Length - arrow.Length) / 2;
        var from = Utf8Keys.Whole(speaker, most);
        var to = Utf8Keys.Whole(receiver, most);
        from.CopyTo(_pair);
        arrow.CopyTo(_pair.AsSpan(from.Length));
        to.CopyTo(_pair.AsSpan(from.Length + arrow.Length));
        Pairs.Add(_pair.AsSpan(0, from.Length + arrow.Length + to.Length));
    }

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
