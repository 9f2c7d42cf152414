using System.Text;
using System.Text.Unicode;

namespace Tapedeck.Enrichment;

/// <summary>
/// One frame understood: an observation around a message, <c>{"event_type":…,"agent":…,"message":{…}}</c>, the message
/// alone, <c>{"message_id":…,"from":…,"content":…}</c>, or an event line, <c>{"Id":…,"SpeakerName":…,"Message":…}</c>.
/// Knows the members that matter by their place in the frame. Filled again for each frame.
/// </summary>
internal sealed partial class Envelope
{
    private const int Retained = 1 << 20;
    private const string NoMessage =
        "JSON, but no message: none of message_id, from, sender_id, content (or Message and one of Id, SpeakerName)";

    private readonly FieldTable _outer = new();
    private readonly FieldTable _inner = new();
    private readonly FieldTable _senders = new();
    private readonly LineBuffer _scratch = new(256);
    private FieldTable _message;

    /// <summary>An envelope that has read nothing yet.</summary>
    public Envelope() => _message = _outer;

    /// <summary>The members of the frame.</summary>
    public JsonMembers Members { get; } = new();

    /// <summary>True for an observation (form 2).</summary>
    public bool IsObservation { get; private set; }

    /// <summary>True for a line of the journal (form 4), whose <c>Message</c> is the content as a JSON text.</summary>
    public bool IsEventLine { get; private set; }

    /// <summary>The member that is the message; 0, the whole frame, unless it is an observation.</summary>
    public int Message { get; private set; }

    /// <summary>The metadata object of the message; -1 if it has none.</summary>
    public int Metadata { get; private set; }

    /// <summary>
    /// Reads a frame and the topic it was published under, empty if none; null, or the reason why it is no message.
    /// </summary>
    public string? Read(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> topic = default)
    {
        _scratch.ClearAndTrim(Retained);
        var start = frame.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        if (!Utf8.IsValid(frame))
            return InvalidUtf8(frame);
        if (!Utf8.IsValid(topic))
            return "the topic is " + InvalidUtf8(topic);
        if (frame[start..].IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return "empty frame";
        var scanner = new JsonScanner(frame, Members);
        if (!scanner.Read(start))
            return scanner.Fault;
        if (Members[0].Kind != JsonKind.Object)
            return $"JSON, but {Named(Members[0].Kind)}, not an object";

        FindMessage(frame);
        if (!IsMessage())
        {
            var isObservation = _outer[EnvelopeField.EventType] >= 0;
            FindEventLine(frame);
            if (!IsEventLine)
                return isObservation && Message == 0 ? "form 2 without a message object" : NoMessage;
        }

        Resolve(frame, topic);
        return null;
    }

    /// <summary>The name of a member, escapes decoded; valid until the next call.</summary>
    public ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> frame, int member)
    {
        var name = Members[member].Name(frame);
        if (!Members[member].NameEscaped)
            return name;
        _scratch.Clear();
        JsonText.AppendDecoded(name, _scratch);
        return _scratch.Written;
    }

    private void FindMessage(ReadOnlySpan<byte> frame)
    {
        for (var i = 1; i < Members.Count; i++)
            Members[i].Field = EnvelopeFields.Of(NameOf(frame, i));

        _outer.Fill(Members, 0);
        var message = _outer[EnvelopeField.Message];
        IsObservation = _outer[EnvelopeField.EventType] >= 0 && message >= 0
            && Members[message].Kind == JsonKind.Object;
        Message = IsObservation ? message : 0;
        _message = IsObservation ? _inner : _outer;
        if (IsObservation)
            _inner.Fill(Members, message);
        IsEventLine = false;
        FindMetadata();
        _senders.Fill(Members, Metadata);
    }

    // An event line has fields of its own names; they are looked for only in what is no message of the other forms.
    private void FindEventLine(ReadOnlySpan<byte> frame)
    {
        for (var i = 1; i < Members.Count; i = Members[i].End)
            Members[i].Field = EnvelopeFields.OfLine(NameOf(frame, i));
        _outer.Fill(Members, 0);
        var content = _outer[EnvelopeField.Content];
        IsEventLine = content >= 0 && Members[content].Kind == JsonKind.String
            && (_outer[EnvelopeField.MessageId] >= 0 || _outer[EnvelopeField.From] >= 0);
        if (!IsEventLine)
            return;

        (IsObservation, Message, _message) = (false, 0, _outer);
        FindMetadata();
        for (var i = Metadata + 1; Metadata >= 0 && i < Members[Metadata].End; i = Members[i].End)
            Members[i].Field = EnvelopeFields.OfLineMetadata(NameOf(frame, i));
        _senders.Fill(Members, Metadata);
    }

    private void FindMetadata()
    {
        var metadata = _message[EnvelopeField.Metadata];
        Metadata = metadata >= 0 && Members[metadata].Kind == JsonKind.Object ? metadata : -1;
    }

    private bool IsMessage() =>
        _message[EnvelopeField.MessageId] >= 0 || _message[EnvelopeField.From] >= 0
        || _message[EnvelopeField.SenderId] >= 0 || _message[EnvelopeField.Content] >= 0;

    private static string InvalidUtf8(ReadOnlySpan<byte> frame)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(frame[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return FormattableString.Invariant($"not UTF-8: invalid byte 0x{frame[at]:X2} at {at}");
    }

    private static string Named(JsonKind kind) => kind switch
    {
        JsonKind.Array => "an array",
        JsonKind.String => "a string",
        JsonKind.Number => "a number",
        JsonKind.Null => "null",
        _ => "a boolean",
    };
}
