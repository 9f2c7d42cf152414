using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal;

/// <summary>
/// <c>producers.json</c>: the ledger as it was when the files had these lengths, so that a start reads only what came
/// after. Only a shortcut: where it is missing, torn or of other files, everything is read.
/// </summary>
/// <param name="Lengths">Durable bytes of the session, the deliveries and the quarantine.</param>
/// <param name="Head">Hash of the session's first bytes, by which another session is told.</param>
/// <param name="Producers">One entry a producer.</param>
internal sealed record ProducerSnapshot(
    JournalLengths Lengths, string Head, IReadOnlyList<ProducerSnapshot.Entry> Producers)
{
    private const int HeadBytes = 4096;

    /// <param name="Producer">Its name.</param>
    /// <param name="Last">The highest number taken.</param>
    /// <param name="Missing">Ranges below it, <c>3-4</c>.</param>
    /// <param name="LastActive">Sequence of the last event it had a part in.</param>
    internal sealed record Entry(string Producer, long Last, IReadOnlyList<string> Missing, long LastActive);

    public static ProducerSnapshot Of(ProducerLedger ledger, JournalLengths lengths, JournalFolder folder) => new(
        lengths, HeadOf(folder, lengths.SessionNumber, lengths.Session),
        [.. ledger.All.Select(producer => new Entry(
            producer.Name, producer.Last, [.. producer.Missing.Select(range => range.ToString())], producer.LastActive))]);

    /// <summary>The folder's snapshot if it fits the folder's files, else null.</summary>
    public static ProducerSnapshot? Read(JournalFolder folder, JournalLengths present)
    {
        try
        {
            var snapshot = JsonSerializer.Deserialize(
                File.ReadAllBytes(folder.Producers), ProducerSnapshotJson.Default.ProducerSnapshot);
            return snapshot is not null && snapshot.Lengths.SessionEnd <= present.SessionEnd
                && snapshot.Lengths.Deliveries <= present.Deliveries && snapshot.Lengths.Quarantine <= present.Quarantine
                && snapshot.Head == HeadOf(folder, snapshot.Lengths.SessionNumber, snapshot.Lengths.Session)
                ? snapshot
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole: a reader never finds half of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(JournalFolder folder)
    {
        var temporary = folder.Producers + ".new";
        File.Delete(temporary);
        using (var file = AppendFile.Open(DiskStorage.Instance, temporary))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(this, ProducerSnapshotJson.Default.ProducerSnapshot));
            file.Flush();
        }

        File.Move(temporary, folder.Producers, overwrite: true);
    }

    /// <exception cref="FormatException">An entry is none that this program writes.</exception>
    public ProducerLedger ToLedger()
    {
        var ledger = new ProducerLedger();
        foreach (var entry in Producers)
        {
            ledger.Add(new Producer(entry.Producer, entry.Last, entry.Missing.Select(NumberRange.Parse))
            {
                LastActive = entry.LastActive,
            });
        }

        return ledger;
    }

    private static string HeadOf(JournalFolder folder, long session, long length)
    {
        using var file = SessionFile.TryOpen(folder, session, out var number);
        if (file is null || number != session)
            return "";
        var head = new byte[Math.Min(length, HeadBytes)];
        return Convert.ToHexStringLower(XxHash128.Hash(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProducerSnapshot))]
internal sealed partial class ProducerSnapshotJson : JsonSerializerContext;
