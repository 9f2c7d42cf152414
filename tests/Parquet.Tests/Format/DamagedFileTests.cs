using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Parquet.Format;

/// <summary>A damaged file is read, or refused with a <see cref="ParquetException"/>; nothing else comes of it.</summary>
public sealed class DamagedFileTests
{
    private const int MaxRows = 10_000;

    public static TheoryData<ParquetCompression> Compressions => [.. Enum.GetValues<ParquetCompression>()];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Cut_off_anywhere_it_is_refused(ParquetCompression compression)
    {
        var file = Small(compression);

        for (var length = 0; length < file.Length; length++)
            Assert.Throws<ParquetException>(() => ReadAll(file[..length]));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void With_any_byte_changed_it_is_read_or_refused(ParquetCompression compression)
    {
        var file = Small(compression);

        for (var at = 0; at < file.Length; at++)
        {
            foreach (var change in new byte[] { 0x01, 0xFF })
            {
                file[at] ^= change;
                ReadOrRefuse(file, $"byte {at} changed by {change:X2}");
                file[at] ^= change;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void With_several_bytes_changed_it_is_read_or_refused(ParquetCompression compression)
    {
        var seed = TestSeed.Next();
        var random = new Random(seed);
        var whole = Small(compression);

        for (var i = 0; i < 2000; i++)
        {
            var file = whole.ToArray();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                file[random.Next(file.Length)] = (byte)(random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => random.Next(256) });
            ReadOrRefuse(file, $"TAPEDECK_SEED={seed}, file {i}");
        }
    }

    private static void ReadOrRefuse(byte[] file, string change)
    {
        try
        {
            ReadAll(file);
        }
        catch (ParquetException)
        {
            // Refused, as it may be.
        }
        catch (Exception error)
        {
            Assert.Fail($"{change}: {error}");
        }
    }

    private static void ReadAll(byte[] file)
    {
        using var reader = ParquetReader.Open(new MemoryStream(file), "damaged.parquet");
        for (var group = 0; group < reader.RowGroups.Count; group++)
        {
            using var values = reader.ReadRowGroup(group);
            for (var row = 0; row < MaxRows && values.Read(); row++)
            {
                for (var column = 0; column < reader.Schema.Count; column++)
                    Table.Cell(values[column]);
            }
        }
    }

    private static byte[] Small(ParquetCompression compression) => new Table(
        new ParquetSchema(
            new("id", ParquetType.String), new("speaker", ParquetType.String, IsNullable: false), new("at", ParquetType.Timestamp),
            new("ok", ParquetType.Boolean), new("score", ParquetType.Double), new("tags", ParquetType.String, IsList: true)),
        [.. Enumerable.Range(0, 24).Select(i => new object?[]
        {
            $"id {i}", $"speaker {i % 2}", i % 5 == 0 ? null : i * 1000L, i % 3 == 0, i / 2.0,
            i % 4 == 0 ? null : Enumerable.Range(0, i % 4).Select(j => j == 1 ? null : (object?)$"tag {j}").ToArray(),
        })]).Write(new ParquetWriterOptions { Compression = compression, RowGroupRows = 20, PageBytes = 300, Metadata = new Dictionary<string, string> { ["k"] = "v" } });
}
