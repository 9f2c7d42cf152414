using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Tapedeck.Tests.Support;

/// <summary>
/// Proves a recorded folder from its bytes alone, with nothing of the recorder's own code: every session's index covers its
/// session without a gap, counts its lines, and each link is the SHA-256 over the link before and the block's bytes, from the
/// first session to the last; the sequences of the events have no gap.
/// </summary>
internal static class ChainCheck
{
    private const int RecordBytes = 128;

    private static ReadOnlySpan<byte> SequenceKey => "\"sequence\":"u8;

    /// <summary>The sessions' lines, one behind the other, of a folder in which everything is indexed.</summary>
    /// <exception cref="InvalidDataException">It does not hold; the message says where.</exception>
    public static byte[] Prove(string folder, bool requireIndex = true)
    {
        var journal = new MemoryStream();
        var link = new byte[32];
        long next = 1;
        foreach (var (number, session, index, isClosed) in SessionsOf(folder))
        {
            var lines = File.ReadAllBytes(session);
            if (requireIndex)
                ProveSession(number, lines, File.ReadAllBytes(index), isClosed, ref link, next, session);
            next = ProveSequences(lines, next, session);
            journal.Write(lines);
        }

        return journal.ToArray();
    }

    /// <summary>Whole lines of a journal, without their newlines.</summary>
    public static IEnumerable<byte[]> LinesOf(byte[] journal)
    {
        for (int at = 0, end; (end = journal.AsSpan(at).IndexOf((byte)'\n')) >= 0; at += end + 1)
            yield return journal[at..(at + end)];
    }

    /// <summary>The sessions in their order; the current one last, with the number behind the closed ones.</summary>
    public static IReadOnlyList<(long Number, string Session, string Index, bool IsClosed)> SessionsOf(string folder)
    {
        var closed = Path.Combine(folder, "sessions");
        var sessions = !Directory.Exists(closed)
            ? []
            : Directory.EnumerateFiles(closed, "*.jsonl").Order(StringComparer.Ordinal).Select(path => (
                long.Parse(Path.GetFileName(path).Split('_')[0], CultureInfo.InvariantCulture), path,
                Path.ChangeExtension(path, ".index"), true)).ToList();
        var current = Path.Combine(folder, "current_session.jsonl");
        if (File.Exists(current))
            sessions.Add((sessions.Count + 1, current, Path.ChangeExtension(current, ".index"), false));
        return sessions;
    }

    private static void ProveSession(
        long number, byte[] lines, byte[] index, bool isClosed, ref byte[] link, long next, string path)
    {
        Demand(index.Length >= RecordBytes && index.Length % RecordBytes == 0, path, $"its index has {index.Length} bytes");
        long end = 0, counted = 0;
        for (var at = 0; at < index.Length; at += RecordBytes)
        {
            var record = index.AsSpan(at, RecordBytes);
            var kind = (char)record[3];
            Demand(record.StartsWith("TDI"u8) && Crc(record[..124]) == BinaryPrimitives.ReadUInt32LittleEndian(record[124..]), path, $"record {at / RecordBytes} is none");
            var (place, bytes, first, count) = (Long(record, 8), Long(record, 16), Long(record, 24), Long(record, 32));
            var recorded = record[64..96];
            if (at == 0)
            {
                Demand(kind == 'H' && place == number && first == next, path, $"its header is {kind} {place}, first {first}, expected {number}, {next}");
                Demand(recorded.SequenceEqual(link), path, "its header goes on from another link");
                continue;
            }

            if (kind == 'C')
            {
                Demand(isClosed && at + RecordBytes == index.Length, path, "a closing record where none belongs");
                Demand(bytes == end && count == counted && first == next && recorded.SequenceEqual(link), path, "its closing record is of something else");
                continue;
            }

            Demand(kind == 'B' && place == end && bytes > 0 && end + bytes <= lines.Length, path, $"record {at / RecordBytes} is {kind} {place}+{bytes} behind {end} of {lines.Length}");
            Demand(first == next, path, $"record {at / RecordBytes} begins with {first}, expected {next}");
            var block = lines.AsSpan((int)place, (int)bytes);
            Demand(block.Count((byte)'\n') == count && block[^1] == '\n', path, $"record {at / RecordBytes} counts {count} lines");
            link = SHA256.HashData([.. link, .. block]);
            Demand(recorded.SequenceEqual(link), path, $"the link of record {at / RecordBytes} is of other bytes");
            (end, counted, next) = (end + bytes, counted + count, next + count);
        }

        Demand(end == lines.Length, path, $"{end} of {lines.Length} bytes are indexed");
        Demand(!isClosed || (char)index[^RecordBytes..][3] == 'C', path, "it has no closing record");
    }

    private static long ProveSequences(byte[] lines, long next, string path)
    {
        Demand(lines.Length == 0 || lines[^1] == '\n', path, "it ends with half a line");
        foreach (var line in LinesOf(lines))
        {
            var at = line.AsSpan().LastIndexOf(SequenceKey);
            var sequence = 0L;
            Demand(
                at >= 0 && Utf8Parser.TryParse(line.AsSpan(at + SequenceKey.Length), out sequence, out _), path,
                "a line without a sequence");
            Demand(sequence == next, path, $"sequence {sequence} where {next} belongs");
            next++;
        }

        return next;
    }

    private static long Long(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadInt64LittleEndian(record[at..]);

    /// <summary>CRC-32 as IEEE 802.3 has it, bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    private static void Demand(bool holds, string path, string problem)
    {
        if (!holds)
            throw new InvalidDataException($"{path}: {problem}");
    }
}
