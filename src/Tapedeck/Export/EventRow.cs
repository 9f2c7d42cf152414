using System.Buffers.Text;
using System.Text;
using Tapedeck.Enrichment;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Export;

/// <summary>
/// One event line as columns; filled again for each line. What stands at the top level of an older line wins over its
/// <c>Metadata</c>; of a list, both count. A line that the other columns do not give back byte for byte is a column itself.
/// </summary>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed class EventRow(TimeSpan naiveOffset)
{
    private const int Retained = 1 << 20;

    private readonly JsonMembers _members = new();
    private readonly MemberNames _names = new();
    private readonly ContentText _content = new();
    private readonly LineBuffer _values = new(16 * 1024);
    private readonly LineBuffer _rebuilt = new(16 * 1024);
    private readonly Value[] _columns = new Value[EventColumns.Count];
    private readonly List<Value> _elements = [];

    /// <summary>Where a value lies, or a list's elements, or a number. Default: null.</summary>
    private readonly record struct Value(bool IsThere, long Start, int Length);

    public bool IsNull(EventColumn column) => !_columns[(int)column].IsThere;

    /// <summary>The UTF-8 of a text column that is not null.</summary>
    public ReadOnlySpan<byte> Text(EventColumn column) => At(_columns[(int)column]);

    /// <summary>A number, or microseconds since 1970 in UTC, of a column that is not null.</summary>
    public long Number(EventColumn column) => _columns[(int)column].Start;

    /// <summary>Elements of a list that is not null.</summary>
    public int Count(EventColumn column) => _columns[(int)column].Length;

    public bool IsNullElement(EventColumn column, int element) => !Element(column, element).IsThere;

    public ReadOnlySpan<byte> Text(EventColumn column, int element) => At(Element(column, element));

    /// <summary>Reads a line, without its newline. One that is no JSON object has only itself.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        _values.ClearAndTrim(Retained);
        _elements.Clear();
        Array.Clear(_columns);
        var scanner = new JsonScanner(line, _members);
        if (scanner.Read(0) && _members[0].Kind == JsonKind.Object)
        {
            TakeMetadata(line);
            for (var i = 1; i < _members.Count; i = _members[i].End)
                Take(line, i, EventFields.TopLevel(_names.Of(line, _members[i])));
            Derive();
        }

        if (!EventLineBuilder.TryBuild(this, _rebuilt) || !_rebuilt.Written.SequenceEqual(line))
            Put(EventColumn.Line, line);
    }

    private void TakeMetadata(ReadOnlySpan<byte> line)
    {
        for (var i = 1; i < _members.Count; i = _members[i].End)
        {
            if (_members[i].Kind != JsonKind.Object || !_names.Of(line, _members[i]).SequenceEqual("Metadata"u8))
                continue;
            Put(EventColumn.MetadataJson, _members[i].Raw(line));
            for (var inner = i + 1; inner < _members[i].End; inner = _members[inner].End)
                Take(line, inner, EventFields.OfMetadata(_names.Of(line, _members[inner])));
        }
    }

    private void Take(ReadOnlySpan<byte> line, int index, EventColumn? column)
    {
        if (column is not { } to)
            return;
        ref var member = ref _members[index];
        switch (to)
        {
            case EventColumn.ShlTags or EventColumn.Keywords:
                if (member.Kind == JsonKind.Array)
                    TakeList(to, member.Raw(line));
                break;
            case EventColumn.ConversationType or EventColumn.WordCount or EventColumn.CharCount or EventColumn.Sequence:
                if (member.Kind == JsonKind.Number && Utf8Parser.TryParse(member.Raw(line), out long number, out var read)
                    && read == member.Length)
                    Put(to, number);
                break;
            case EventColumn.RecordedAt:
                if (member is { Kind: JsonKind.String, Escaped: false })
                    PutTime(to, member.Inner(line));
                break;
            default:
                if (member.Kind == JsonKind.String)
                    PutString(to, member, line);
                else if (member.Kind != JsonKind.Null)
                    Put(to, member.Raw(line)); // what was named is no string: its JSON
                break;
        }
    }

    /// <summary>What is worked out from other columns.</summary>
    private void Derive()
    {
        if (!IsNull(EventColumn.TimestampText))
            PutTime(EventColumn.Timestamp, Text(EventColumn.TimestampText));
        if (!IsNull(EventColumn.Message))
            Put(EventColumn.Text, _content.OfMessage(Text(EventColumn.Message)));
    }

    private void PutTime(EventColumn column, ReadOnlySpan<byte> text)
    {
        if (LineTime.OfText(text, naiveOffset) is var time and not LineTime.Unknown)
            Put(column, time);
    }

    private void Put(EventColumn column, long number) => _columns[(int)column] = new Value(true, number, 0);

    private void Put(EventColumn column, ReadOnlySpan<byte> text)
    {
        _columns[(int)column] = new Value(true, _values.Length, text.Length);
        _values.Append(text);
    }

    private void PutString(EventColumn column, in JsonMember member, ReadOnlySpan<byte> line)
    {
        var start = _values.Length;
        if (member.Escaped)
            JsonText.AppendDecoded(member.Inner(line), _values);
        else
            _values.Append(member.Inner(line));
        _columns[(int)column] = new Value(true, start, _values.Length - start);
    }

    private void TakeList(EventColumn column, ReadOnlySpan<byte> json)
    {
        var (first, before) = (_elements.Count, _columns[(int)column]);
        var elements = new StringElements(json);
        while (elements.TryNext())
        {
            var start = _values.Length;
            if (elements.IsString)
                JsonText.AppendDecoded(elements.Inner, _values);
            _elements.Add(new Value(elements.IsString, start, _values.Length - start));
        }

        if (before.Length > 0)
            AddOthers(first, before);
        _columns[(int)column] = new Value(true, first, _elements.Count - first);
    }

    /// <summary>Adds to the list that begins at an element those of another that it does not have.</summary>
    private void AddOthers(int first, Value list)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = first; i < _elements.Count; i++)
            known.Add(Encoding.UTF8.GetString(At(_elements[i])));
        for (var i = 0; i < list.Length; i++)
        {
            var other = _elements[(int)list.Start + i];
            if (!other.IsThere || known.Add(Encoding.UTF8.GetString(At(other))))
                _elements.Add(other);
        }
    }

    private Value Element(EventColumn column, int element) => _elements[(int)_columns[(int)column].Start + element];

    private ReadOnlySpan<byte> At(Value value) => _values.Written.Slice((int)value.Start, value.Length);
}
