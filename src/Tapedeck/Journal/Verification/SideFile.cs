using System.Text.Json;
using System.Text.Unicode;
using Tapedeck.Query;

namespace Tapedeck.Journal.Verification;

/// <summary>Says what is wrong with a line of a file; null if nothing is.</summary>
internal delegate string? LineFault(ReadOnlySpan<byte> line);

/// <summary>Verifies the files beside the sessions, line by line: the deliveries and the quarantine.</summary>
internal static class SideFile
{
    /// <param name="folder">The folder.</param>
    /// <param name="path">The file; it need not be there.</param>
    /// <param name="length">Bytes that are verified.</param>
    /// <param name="isLive">Whether half a line at the end may be one that a node writes at this moment.</param>
    /// <param name="faultOf">What is wrong with a line.</param>
    /// <param name="state">Gets what is found.</param>
    /// <returns>Whole lines.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static long Verify(
        JournalFolder folder, string path, long length, bool isLive, LineFault faultOf, VerificationState state)
    {
        if (length == 0)
            return 0;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var window = new LineWindow();
        window.Open(file, path, 0, length);
        var lines = new Lines(Path.GetRelativePath(folder.Root, path), isLive ? length : long.MaxValue, faultOf, state.Findings);
        window.Read(length, lines, chain: null);
        state.Read(length);
        return lines.Count;
    }

    /// <summary>What is wrong with a delivery: it is of an event that is in the journal, or is known to be lost.</summary>
    public static string? FaultOfDelivery(ReadOnlySpan<byte> line, long lastSequence, KnownLosses losses)
    {
        if (!Utf8.IsValid(line))
            return "bytes that are not UTF-8";
        try
        {
            var members = LineMembers.Of(line);
            if (members.ReadKind() is not JsonTokenType.StartObject and var kind)
                return $"expected a delivery, a JSON object, found {kind}";
            long? sequence = null;
            var (observer, seen, time) = (false, false, false);
            while (members.TryNext())
            {
                if (members.Is("Sequence"u8))
                    sequence = members.ReadNumber();
                else if (members.Is("Observer"u8))
                    observer = members.ReadsString();
                else if (members.Is("Event"u8))
                    seen = members.ReadsString();
                else if (members.Is("Timestamp"u8))
                    time = members.ReadsString();
            }

            return sequence is not { } of || !observer || !seen || !time
                ? "not a delivery: it has no Sequence, Observer, Event or Timestamp"
                : of >= 1 && (of <= lastSequence || losses.Cover(of, of)) ? null
                : $"it is of event {of}, the last one in the journal is {lastSequence}";
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>What is wrong with a quarantine record.</summary>
    public static string? FaultOfQuarantine(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
            return "bytes that are not UTF-8";
        try
        {
            QuarantineRecord.Parse(1, line);
            return null;
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }
    }

    private sealed class Lines(string name, long liveEnd, LineFault faultOf, Findings findings) : ILineVisitor
    {
        private long _lines;

        /// <summary>Whole lines.</summary>
        public long Count { get; private set; }

        public void Take(ReadOnlySpan<byte> line, long offset)
        {
            Count++;
            Note(faultOf(line), offset, line.Length + 1);
        }

        public void TakeUnended(ReadOnlySpan<byte> line, long offset)
        {
            if (offset + line.Length != liveEnd)
                Note("half a line: no newline behind it", offset, line.Length);
        }

        private void Note(string? fault, long offset, long bytes)
        {
            _lines++;
            if (fault is not null)
                findings.Add(new Finding(name, fault, Finding.Recover) { Line = _lines, Offset = offset, Bytes = bytes });
        }
    }
}
