using System.Runtime.CompilerServices;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Tapedeck.Enrichment;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>
/// What a tally asks of one event line; filled again for each. Texts are UTF-8, asked for with that line; empty where there is
/// none. Lines of older shapes count too: what stands at the top level wins over <c>Metadata</c>, and of lists both count.
/// </summary>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed partial class TalliedLine(TimeSpan naiveOffset)
{
    private const int Retained = 1 << 20;

    private readonly RecordedSecond _recorded = new();
    private readonly JsonMembers _members = new();
    private readonly MemberNames _names = new();
    private readonly ContentText _content = new();
    private readonly LineBuffer _values = new(16 * 1024);
    private readonly List<Place> _tags = [];
    private readonly List<Place> _keywords = [];
    private readonly Place[] _texts = new Place[(int)Field.Count];
    private long? _words;
    private int _message;

    /// <summary>Where a text lies: in the line as it is, or decoded in a buffer.</summary>
    private readonly record struct Place(int Start, int Length, bool IsDecoded);

    /// <summary>The texts of a line.</summary>
    public enum Field
    {
        Speaker,
        Receiver,
        Context,
        Domain,
        Tier,
        MessageType,
        Hash,
        Timestamp,
        RecordedAt,
        Event,
        Observer,
        Count,
    }

    /// <summary>Microseconds since 1970 in UTC; <see cref="LineTime.Unknown"/> if it is not understood.</summary>
    public long Time { get; private set; }

    /// <summary>The same of when it was recorded.</summary>
    public long RecordedAt { get; private set; }

    /// <summary>Whether its message says nothing: it has no word.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether it has metadata, and any in them.</summary>
    public bool HasMetadata { get; private set; }

    /// <summary>Messages that were put together into it; 1 if it does not say.</summary>
    public long Messages { get; private set; }

    /// <summary>Whether it says that it was put together from others.</summary>
    public bool IsConsolidated { get; private set; }

    public int Tags => _tags.Count;

    public int Keywords => _keywords.Count;

    public ReadOnlySpan<byte> Text(Field field, ReadOnlySpan<byte> line) => At(_texts[(int)field], line);

    public ReadOnlySpan<byte> Tag(int index, ReadOnlySpan<byte> line) => At(_tags[index], line);

    public ReadOnlySpan<byte> Keyword(int index, ReadOnlySpan<byte> line) => At(_keywords[index], line);

    /// <summary>Reads a line without its newline. False if it is no JSON object in UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        Clear();
        if (!TryReadUsual(line))
        {
            Clear();
            if (!TryReadAny(line))
                return false;
        }

        Time = LineTime.OfText(Text(Field.Timestamp, line), naiveOffset);
        RecordedAt = _recorded.Of(Text(Field.RecordedAt, line));
        IsEmpty = _words is { } words ? words == 0 : HasNoWord(line);
        return true;
    }

    private bool TryReadAny(ReadOnlySpan<byte> line)
    {
        var scanner = new JsonScanner(line, _members);
        if (!Utf8.IsValid(line) || !scanner.Read(0) || _members[0].Kind != JsonKind.Object)
            return false;
        for (var i = 1; i < _members.Count; i = _members[i].End)
        {
            if (_members[i].Kind == JsonKind.Object && _names.Of(line, _members[i]).SequenceEqual("Metadata"u8))
                TakeMetadata(line, i);
        }

        for (var i = 1; i < _members.Count; i = _members[i].End)
            TakeTopLevel(line, i);
        return true;
    }

    private void Clear()
    {
        _values.ClearAndTrim(Retained);
        _tags.Clear();
        _keywords.Clear();
        Array.Clear(_texts);
        (HasMetadata, IsConsolidated, Messages, _words, _message) = (false, false, 1, null, 0);
    }

    private void TakeMetadata(ReadOnlySpan<byte> line, int metadata)
    {
        HasMetadata = _members[metadata].End > metadata + 1;
        for (var i = metadata + 1; i < _members[metadata].End; i = _members[i].End)
        {
            var name = _names.Of(line, _members[i]);
            if (name.SequenceEqual("receiver"u8))
                Take(Field.Receiver, line, i);
            else if (name.SequenceEqual("message_type"u8))
                Take(Field.MessageType, line, i);
            else if (name.SequenceEqual("content_hash"u8))
                Take(Field.Hash, line, i);
            else if (name.SequenceEqual("recorded_at"u8))
                Take(Field.RecordedAt, line, i);
            else if (name.SequenceEqual("event"u8))
                Take(Field.Event, line, i);
            else if (name.SequenceEqual("observer"u8))
                Take(Field.Observer, line, i);
            else if (name.SequenceEqual("word_count"u8))
                _words = Number(line, _members[i]);
            else if (name.SequenceEqual("original_message_count"u8))
                Messages = Number(line, _members[i]) ?? 1;
            else if (name.SequenceEqual("consolidated"u8))
                IsConsolidated |= _members[i].Kind == JsonKind.True;
            else
                TakeFound(name, line, i);
        }
    }

    private void TakeTopLevel(ReadOnlySpan<byte> line, int index)
    {
        var name = _names.Of(line, _members[index]);
        if (name.SequenceEqual("SpeakerName"u8))
            Take(Field.Speaker, line, index);
        else if (name.SequenceEqual("ContextId"u8))
            Take(Field.Context, line, index);
        else if (name.SequenceEqual("Message"u8))
            _message = index; // decoded only where the words are not counted
        else if (name.SequenceEqual("Timestamp"u8))
            Take(Field.Timestamp, line, index);
        else
            TakeFound(name, line, index);
    }

    /// <summary>What stands at the top level of older lines.</summary>
    private void TakeFound(ReadOnlySpan<byte> name, ReadOnlySpan<byte> line, int index)
    {
        if (name.SequenceEqual("chain_type"u8))
            Take(Field.Domain, line, index);
        else if (name.SequenceEqual("ace_tier"u8))
            Take(Field.Tier, line, index);
        else if (name.SequenceEqual("shl_tags"u8))
            TakeList(_tags, line, index);
        else if (name.SequenceEqual("keywords"u8))
            TakeList(_keywords, line, index);
    }

    private void Take(Field field, ReadOnlySpan<byte> line, int index) => _texts[(int)field] = PlaceOf(line, index);

    private Place PlaceOf(ReadOnlySpan<byte> line, int index)
    {
        ref var member = ref _members[index];
        return member.Kind switch
        {
            JsonKind.Null => default,
            JsonKind.String when member.Escaped => Decoded(member.Inner(line)),
            JsonKind.String => new Place(member.Start + 1, member.Length - 2, IsDecoded: false),
            _ => new Place(member.Start, member.Length, IsDecoded: false),
        };
    }

    private bool HasNoWord(ReadOnlySpan<byte> line) => _message == 0
        || _content.OfMessage(At(PlaceOf(line, _message), line)).IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>A whole number from 0 on; null if it is none.</summary>
    private static long? Number(ReadOnlySpan<byte> line, in JsonMember member) =>
        member.Kind == JsonKind.Number && Utf8Parser.TryParse(member.Raw(line), out long count, out var read)
        && read == member.Length && count is >= 0 and <= int.MaxValue
            ? count
            : null;

    /// <summary>Adds the strings of a list that are not there yet.</summary>
    private void TakeList(List<Place> into, ReadOnlySpan<byte> line, int index)
    {
        if (_members[index].Kind != JsonKind.Array)
            return;
        var before = into.Count;
        AddStrings(into, line, _members[index]);
        if (before == 0 || into.Count == before)
            return;
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < before; i++)
            known.Add(Encoding.UTF8.GetString(At(into[i], line)));
        for (var i = into.Count - 1; i >= before; i--)
        {
            if (known.Contains(Encoding.UTF8.GetString(At(into[i], line))))
                into.RemoveAt(i);
        }
    }

    private void AddStrings(List<Place> into, ReadOnlySpan<byte> line, in JsonMember array)
    {
        var elements = new StringElements(array.Raw(line));
        while (elements.TryNext())
        {
            if (elements.IsString)
                into.Add(elements.IsEscaped
                    ? Decoded(elements.Inner)
                    : new Place(array.Start + elements.Start, elements.Length, IsDecoded: false));
        }
    }

    private Place Decoded(ReadOnlySpan<byte> inner)
    {
        var start = _values.Length;
        JsonText.AppendDecoded(inner, _values);
        return new Place(start, _values.Length - start, IsDecoded: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> At(Place place, ReadOnlySpan<byte> line) =>
        place.IsDecoded ? _values.Written.Slice(place.Start, place.Length) : line.Slice(place.Start, place.Length);
}
