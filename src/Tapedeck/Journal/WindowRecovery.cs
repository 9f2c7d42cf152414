using System.Buffers.Text;
using System.Text.Json;
using Tapedeck.Enrichment;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Journal;

/// <summary>Fills a window with the last events of a journal, as it was filled when they were recorded.</summary>
internal static class WindowRecovery
{
    private static ReadOnlySpan<byte> IdKey => "{\"Id\":\""u8;

    private static ReadOnlySpan<byte> SequenceKey => "\"sequence\":"u8;

    private static ReadOnlySpan<byte> HashKey => "\"content_hash\":\""u8;

    /// <param name="window">An empty window.</param>
    /// <param name="folder">A journal of whole lines.</param>
    /// <param name="lastSequence">Sequence of its last event.</param>
    /// <exception cref="IOException">A session cannot be read.</exception>
    public static void Fill(EventWindow window, JournalFolder folder, long lastSequence)
    {
        if (window.Capacity == 0 || lastSequence == 0)
            return;
        var end = new JournalPosition(SessionFile.Current(folder).Number, long.MaxValue);
        using var lines = new JournalReader(folder, () => end, LastLines.PositionOf(folder, window.Capacity, end));
        var events = new List<(EventIdentity Identity, long? Sequence)>();
        while (lines.TryReadLine(out var line))
            events.Add((IdentityOf(line), SequenceOf(line)));
        var sequence = lastSequence - events.Count;
        foreach (var (identity, own) in events)
            window.Add(identity, sequence = own ?? sequence + 1);
    }

    /// <summary>The line's own sequence, which need not be the next one where events were lost; null if it has none.</summary>
    private static long? SequenceOf(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf(SequenceKey); // behind it are only the time of recording and the taxonomy
        return at >= 0 && Utf8Parser.TryParse(line[(at + SequenceKey.Length)..], out long sequence, out _)
            ? sequence
            : LastSequence.SequenceIn(line);
    }

    /// <summary>
    /// Which message a line is; unknown if it is none of the recorder's. Looks for the two keys instead of parsing: within
    /// the strings before them a quote is escaped, so the first that is found is the one.
    /// </summary>
    public static EventIdentity IdentityOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(IdKey))
            return default;
        var rest = line[IdKey.Length..];
        var idLength = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (idLength < 0)
            return default;
        var id = rest[idLength] == (byte)'"' ? rest[..idLength] : EscapedId(line);
        var hash = line.IndexOf(HashKey);
        if (id.IsEmpty || hash < 0 || line.Length < hash + HashKey.Length + 32)
            return default;

        Span<byte> contentHash = stackalloc byte[16];
        var hex = line.Slice(hash + HashKey.Length, 32);
        return Convert.FromHexString(hex, contentHash, out _, out _) == System.Buffers.OperationStatus.Done
            ? EventIdentity.Of(id, contentHash)
            : default;
    }

    /// <summary>The id, escapes decoded as the enricher decodes them; empty if the line is no JSON up to there.</summary>
    private static ReadOnlySpan<byte> EscapedId(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            reader.Read();
            reader.Read();
        }
        catch (JsonException)
        {
            return default;
        }

        var decoded = new LineBuffer(256);
        JsonText.AppendDecoded(reader.ValueSpan, decoded);
        var id = decoded.Written.ToArray();
        decoded.Release();
        return id;
    }
}
