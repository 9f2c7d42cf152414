using System.Buffers.Binary;
using System.IO.Hashing;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Sessions;

/// <summary>What a record of a session's index is about.</summary>
internal enum IndexRecordKind
{
    /// <summary>The first record: which session it is, and which link its chain goes on from.</summary>
    Header = 'H',

    /// <summary>One block: the lines that one flush made durable.</summary>
    Block = 'B',

    /// <summary>The last record of a closed session: the whole of it, and its final link.</summary>
    Closing = 'C',
}

/// <summary>
/// One record of a session's index: 128 bytes, little-endian, so that none lies across two pages. See docs/journal-format.md.
/// <code>
///   0  4  "TDI" and the kind, H, B or C     40  8  earliest event, µs since 1970
///   4  4  version, 1                        48  8  latest event
///   8  8  H: number of the session          56  8  when the record was made, µs since 1970
///         B: offset of the block; C: 0      64 32  H: last link of the session before
///  16  8  bytes of the block or session             B, C: SHA-256 link
///  24  8  sequence of the first event;      96 28  zero
///         C: of the one behind the last   124  4  CRC-32 of the bytes before
///  32  8  lines
/// </code>
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Place">The session's number, from 1; the block's offset in the session.</param>
/// <param name="Bytes">Length of the block or of the session.</param>
/// <param name="FirstSequence">
/// Of the block's first event; in a header, of the event that comes first; in a closing record, of the one that comes next.
/// </param>
/// <param name="Lines">Events in it.</param>
/// <param name="Times">When they were.</param>
/// <param name="MadeAt">When the session was begun, the block was flushed or the session closed, µs since 1970.</param>
/// <param name="Link">The chain's.</param>
internal readonly record struct IndexRecord(
    IndexRecordKind Kind, long Place, long Bytes, long FirstSequence, long Lines, EventTimes Times, long MadeAt, ChainHash Link)
{
    /// <summary>Bytes of a record.</summary>
    public const int Size = 128;

    private const int Version = 1;
    private const int CrcAt = 124;

    private static ReadOnlySpan<byte> Mark => "TDI"u8;

    /// <summary>Offset behind a block's last byte.</summary>
    public long End => Place + Bytes;

    public static IndexRecord Header(long number, long firstSequence, DateTimeOffset begunAt, ChainHash before) => new(
        IndexRecordKind.Header, number, 0, firstSequence, 0, EventTimes.None, Microseconds(begunAt), before);

    public static long Microseconds(DateTimeOffset time) =>
        (time.UtcTicks / TimeSpan.TicksPerMicrosecond) - (DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset Time(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(
        Math.Clamp(microseconds, -62_135_596_800_000_000, 253_402_300_799_999_999) * TimeSpan.TicksPerMicrosecond);

    public void Write(Span<byte> record)
    {
        record[..Size].Clear();
        Mark.CopyTo(record);
        record[3] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], Version);
        ReadOnlySpan<long> numbers = [Place, Bytes, FirstSequence, Lines, Times.Earliest, Times.Latest, MadeAt];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(record[(8 + (8 * i))..], numbers[i]);
        Link.Write(record[64..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[CrcAt..], Crc32.HashToUInt32(record[..CrcAt]));
    }

    /// <summary>Appends the record to an index.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void AppendTo(AppendFile index)
    {
        Span<byte> record = stackalloc byte[Size];
        Write(record);
        index.Write(record);
    }

    /// <summary>False if the bytes are no record, or were not written whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> record, out IndexRecord read)
    {
        read = default;
        if (record.Length < Size || !record.StartsWith(Mark)
            || record[3] is not ((byte)IndexRecordKind.Header or (byte)IndexRecordKind.Block or (byte)IndexRecordKind.Closing)
            || BinaryPrimitives.ReadInt32LittleEndian(record[4..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(record[CrcAt..]) != Crc32.HashToUInt32(record[..CrcAt]))
            return false;
        read = new IndexRecord(
            (IndexRecordKind)record[3], Number(record, 0), Number(record, 1), Number(record, 2), Number(record, 3),
            new EventTimes(Number(record, 4), Number(record, 5)), Number(record, 6), ChainHash.Read(record[64..]));
        return true;
    }

    private static long Number(ReadOnlySpan<byte> record, int index) =>
        BinaryPrimitives.ReadInt64LittleEndian(record[(8 + (8 * index))..]);
}
