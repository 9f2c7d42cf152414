using FsCheck.Xunit;
using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;

namespace Tapedeck.Tests.Parquet;

/// <summary>Whatever the columns, the rows, the compression and the lengths of pages and row groups are.</summary>
public sealed class RoundTripProperties
{
    [Property(MaxTest = 150)]
    public void What_is_written_is_read(int seed)
    {
        var random = new Random(seed);
        var table = Some.Table(random);
        var options = new ParquetWriterOptions
        {
            Compression = (ParquetCompression)random.Next(3),
            PageBytes = 1 << random.Next(21),
            RowGroupRows = random.Next(1, 600),
            RowGroupBytes = 1 << random.Next(8, 27),
        };

        var read = Table.Read(table.Write(options));

        Assert.Equal(table.Schema, read.Schema);
        Assert.Equal(table.Print(), read.Print());
    }
}
