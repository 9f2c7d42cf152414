using System.Text.Json;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Query;

namespace Tapedeck.Journal;

/// <summary>
/// Rebuilds the ledger: from its snapshot, and from the lines behind it of the three files that say which producer numbered
/// what they hold.
/// </summary>
internal static class ProducerRecovery
{
    private static ReadOnlySpan<byte> InEvent => "\"producer_sequence\":"u8;

    private static ReadOnlySpan<byte> InRecord => "\"ProducerSequence\":"u8;

    /// <summary>What the files of a folder say at this moment, whether or not a node records into it.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ProducerLedger Recover(JournalFolder folder)
    {
        var end = DurableEnd.Of(folder);
        return Recover(
            folder, new JournalLengths(end.Session, end.Offset, FileLength.Of(folder.Deliveries), FileLength.Of(folder.Quarantine)),
            lastSequence: 0);
    }

    /// <param name="folder">Its files end with whole lines.</param>
    /// <param name="present">Their lengths.</param>
    /// <param name="lastSequence">Sequence of the session's last event.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ProducerLedger Recover(JournalFolder folder, JournalLengths present, long lastSequence)
    {
        var snapshot = ProducerSnapshot.Read(folder, present);
        var (ledger, from) = Start(snapshot);
        var numbers = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        using (var events = new JournalReader(folder, () => present.SessionEnd, from.SessionEnd))
        {
            while (events.TryReadLine(out var line))
                Collect(line, InEvent, "producer"u8, "producer_sequence"u8, inMetadata: true, numbers);
        }

        Collect(folder.Deliveries, from.Deliveries, numbers);
        Collect(folder.Quarantine, from.Quarantine, numbers);
        foreach (var (name, taken) in numbers)
        {
            var producer = ledger.For(name);
            producer.TakeAll(taken);
            producer.LastActive = lastSequence;
        }

        return ledger;
    }

    /// <summary>What a snapshot says; nothing where it has what this program does not write.</summary>
    private static (ProducerLedger Ledger, JournalLengths From) Start(ProducerSnapshot? snapshot)
    {
        try
        {
            return snapshot is null ? (new ProducerLedger(), default) : (snapshot.ToLedger(), snapshot.Lengths);
        }
        catch (FormatException)
        {
            return (new ProducerLedger(), default);
        }
    }

    /// <summary>Collects from deliveries or quarantine records.</summary>
    private static void Collect(string path, long offset, Dictionary<string, List<long>> numbers)
    {
        using var lines = new LineReader(path, offset);
        while (lines.TryReadLine(out var line))
            Collect(line, InRecord, "Producer"u8, "ProducerSequence"u8, inMetadata: false, numbers);
    }

    private static void Collect(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> key, ReadOnlySpan<byte> producerKey, ReadOnlySpan<byte> numberKey,
        bool inMetadata, Dictionary<string, List<long>> numbers)
    {
        if (line.IndexOf(key) < 0 || Read(line, producerKey, numberKey, inMetadata) is not var (producer, number))
            return;
        if (!numbers.TryGetValue(producer, out var taken))
            numbers.Add(producer, taken = []);
        taken.Add(number);
    }

    /// <summary>The producer and number of a line or its metadata; null if it has none, or is no JSON.</summary>
    private static (string Producer, long Number)? Read(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> producerKey, ReadOnlySpan<byte> numberKey, bool inMetadata)
    {
        string? producer = null;
        long number = 0;
        try
        {
            var members = inMetadata ? LineMembers.OfMetadata(line) : LineMembers.Of(line);
            while (members.TryNext())
            {
                if (members.Is(producerKey))
                    producer = members.ReadString() ?? producer;
                else if (members.Is(numberKey))
                    number = members.ReadNumber() ?? number;
            }
        }
        catch (Exception noJson) when (noJson is JsonException or InvalidOperationException)
        {
            return null;
        }

        return producer is not null && number > 0 ? (producer, number) : null;
    }
}
