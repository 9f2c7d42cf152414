using static System.FormattableString;

namespace Tapedeck.Enrichment;

/// <summary>
/// Reads one JSON document from first byte to last, strictly, and notes the members of objects down to the third level
/// (observation, message, content or metadata). Deeper values are checked and left where they lie. The input must be
/// valid UTF-8. Source: RFC 8259.
/// </summary>
/// <remarks>
/// Each method takes the offset where something must begin and returns the offset after it, or <see cref="Failed"/>.
/// </remarks>
internal ref partial struct JsonScanner(ReadOnlySpan<byte> json, JsonMembers members)
{
    /// <summary>Deepest nesting of arrays and objects that is read.</summary>
    public const int MaxDepth = 128;

    private const int NotedDepth = 3;
    private const int Failed = -1;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly JsonMembers _members = members;
    private FaultKind _fault;
    private int _faultAt;

    private enum FaultKind : byte
    {
        None,
        Unexpected,
        ControlCharacter,
        MoreAfterTheValue,
        TooDeep,
    }

    /// <summary>Why <see cref="Read"/> returned false; null as long as all is well.</summary>
    public readonly string? Fault => _fault switch
    {
        FaultKind.None => null,
        FaultKind.Unexpected when _faultAt >= _json.Length => Invariant($"not JSON: unexpected end at byte {_json.Length}"),
        FaultKind.Unexpected => Invariant($"not JSON: unexpected byte 0x{_json[_faultAt]:X2} at {_faultAt}"),
        FaultKind.ControlCharacter =>
            Invariant($"not JSON: control character 0x{_json[_faultAt]:X2} in a string at byte {_faultAt}"),
        FaultKind.MoreAfterTheValue => Invariant($"not JSON: more after the value at byte {_faultAt}"),
        _ => Invariant($"nested deeper than {MaxDepth}"),
    };

    /// <summary>Reads the document from offset <paramref name="start"/>; white space around it is fine.</summary>
    public bool Read(int start)
    {
        _members.Clear();
        var at = Value(AfterWhiteSpace(start), _members.Add(), depth: 0);
        if (at == Failed)
            return false;
        at = AfterWhiteSpace(at);
        return at == _json.Length || Fail(FaultKind.MoreAfterTheValue, at) != Failed;
    }

    private int Value(int start, int member, int depth)
    {
        var escaped = false;
        JsonKind kind;
        int end;
        switch (Peek(start))
        {
            case (byte)'"':
                kind = JsonKind.String;
                end = String(start, out escaped);
                break;
            case (byte)'{':
                kind = JsonKind.Object;
                end = Object(start, member >= 0 && depth < NotedDepth, depth + 1);
                break;
            case (byte)'[':
                kind = JsonKind.Array;
                end = Array(start, depth + 1);
                break;
            case (byte)'t':
                kind = JsonKind.True;
                end = Literal(start, "true"u8);
                break;
            case (byte)'f':
                kind = JsonKind.False;
                end = Literal(start, "false"u8);
                break;
            case (byte)'n':
                kind = JsonKind.Null;
                end = Literal(start, "null"u8);
                break;
            default:
                kind = JsonKind.Number;
                end = Number(start);
                break;
        }

        if (end != Failed && member >= 0)
        {
            ref var noted = ref _members[member];
            noted.Start = start;
            noted.Length = end - start;
            noted.Kind = kind;
            noted.Escaped = escaped;
            noted.End = _members.Count;
        }

        return end;
    }

    private int Object(int start, bool note, int depth)
    {
        if (depth > MaxDepth)
            return Fail(FaultKind.TooDeep, start);
        var at = AfterWhiteSpace(start + 1);
        if (Peek(at) == '}')
            return at + 1;
        while (true)
        {
            if (Peek(at) != '"')
                return Unexpected(at);
            var name = at + 1;
            at = String(at, out var escaped);
            if (at == Failed)
                return Failed;
            var member = note ? Note(name, at, escaped) : -1;
            at = AfterWhiteSpace(at);
            if (Peek(at) != ':')
                return Unexpected(at);
            at = Value(AfterWhiteSpace(at + 1), member, depth);
            if (at == Failed)
                return Failed;
            at = AfterWhiteSpace(at);
            if (Peek(at) != ',')
                return Peek(at) == '}' ? at + 1 : Unexpected(at);
            at = AfterWhiteSpace(at + 1);
        }
    }

    private int Array(int start, int depth)
    {
        if (depth > MaxDepth)
            return Fail(FaultKind.TooDeep, start);
        var at = AfterWhiteSpace(start + 1);
        if (Peek(at) == ']')
            return at + 1;
        while (true)
        {
            at = Value(at, -1, depth);
            if (at == Failed)
                return Failed;
            at = AfterWhiteSpace(at);
            if (Peek(at) != ',')
                return Peek(at) == ']' ? at + 1 : Unexpected(at);
            at = AfterWhiteSpace(at + 1);
        }
    }

    private readonly int Note(int name, int end, bool escaped)
    {
        var member = _members.Add();
        ref var noted = ref _members[member];
        noted.NameStart = name;
        noted.NameLength = end - name - 1;
        noted.NameEscaped = escaped;
        return member;
    }

    private int Fail(FaultKind fault, int at)
    {
        (_fault, _faultAt) = (fault, at);
        return Failed;
    }
}
