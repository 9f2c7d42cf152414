using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Parquet.Reading;

public sealed class ParquetReaderSpec
{
    private static readonly Table Two = new(
        new ParquetSchema(new("text", ParquetType.String), new("number", ParquetType.Int64), new("list", ParquetType.Int32, IsList: true)),
        [["a", 1L, new object?[] { 1, null, 3, null, 5 }], [null, 2L, null], ["c", null, Array.Empty<object?>()]]);

    [Fact]
    public void A_file_is_opened_by_its_path_and_closed_after()
    {
        using var temp = new TempFolder();
        File.WriteAllBytes(temp.File("a.parquet"), Two.Write());

        using (var reader = ParquetReader.Open(temp.File("a.parquet")))
            Assert.Equal(Two.Print(), Table.Read(reader).Print());

        using var alone = new FileStream(temp.File("a.parquet"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_stream_stays_open()
    {
        using var stream = new MemoryStream(Two.Write());

        ParquetReader.Open(stream, "a").Dispose();

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void The_footer_tells_rows_metadata_and_writer()
    {
        using var reader = Open(Two, new ParquetWriterOptions
        {
            Metadata = new Dictionary<string, string> { ["key"] = "value", [""] = "", ["日"] = "本" },
            RowGroupRows = 2,
        });

        Assert.Equal(3, reader.RowCount);
        Assert.Equal([2L, 1L], reader.RowGroups.Select(group => group.Rows));
        Assert.Equal("value", reader.Metadata["key"]);
        Assert.Equal("", reader.Metadata[""]);
        Assert.Equal("本", reader.Metadata["日"]);
        Assert.Equal("tapedeck version 1.0 (build 0)", reader.CreatedBy);
    }

    [Fact]
    public void Some_columns_are_read_alone()
    {
        using var reader = Open(Two);
        using var rows = reader.ReadRowGroup(0, [1]);

        Assert.True(rows.Read());
        Assert.Equal(1, rows[1].Int64());
        Assert.Contains("'text'", Assert.Throws<InvalidOperationException>(() => rows[0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_columns_still_have_the_rows()
    {
        using var reader = Open(Two);
        using var rows = reader.ReadRowGroup(0, []);

        Assert.True(rows.Read() && rows.Read() && rows.Read());
        Assert.False(rows.Read());
        Assert.False(rows.Read());
    }

    [Fact]
    public void Two_row_groups_are_read_at_once()
    {
        using var reader = Open(Two, new ParquetWriterOptions { RowGroupRows = 1 });
        using var first = reader.ReadRowGroup(0);
        using var third = reader.ReadRowGroup(2);

        Assert.True(third.Read());
        Assert.True(first.Read());
        Assert.Equal("'a' 'c'", $"{Table.Print(Table.Cell(first[0]))} {Table.Print(Table.Cell(third[0]))}");
    }

    [Fact]
    public void A_value_of_another_type_is_refused_by_the_name_of_the_column()
    {
        using var reader = Open(Two);
        using var rows = reader.ReadRowGroup(0);
        Assert.True(rows.Read());

        Assert.Contains("'text'", Assert.Throws<InvalidOperationException>(() => rows[0].Int64()).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => rows[1].Int32()).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => rows[1].Bytes().Length).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => rows[1].Double()).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => rows[1].Boolean()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_null_is_refused_and_an_element_that_is_not_there()
    {
        using var reader = Open(Two);
        using var rows = reader.ReadRowGroup(0);
        Assert.True(rows.Read());
        Assert.Throws<InvalidOperationException>(() => rows[2].Int32(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[2].Int32(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[2].IsNullAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[0].Bytes(1).Length);
        Assert.True(rows.Read());

        Assert.Throws<InvalidOperationException>(() => rows[0].Bytes().Length);
        Assert.Equal((true, 0, true, 0), (rows[0].IsNull, rows[0].Count, rows[2].IsNull, rows[2].Count));
        Assert.True(rows.Read());
        Assert.Equal((false, 0), (rows[2].IsNull, rows[2].Count));
    }

    [Fact]
    public void Elements_are_read_in_any_order()
    {
        using var reader = Open(Two);
        using var rows = reader.ReadRowGroup(0);
        Assert.True(rows.Read());

        Assert.Equal((5, 1, 3, 1, 5), (rows[2].Int32(4), rows[2].Int32(0), rows[2].Int32(2), rows[2].Int32(), rows[2].Int32(4)));
        Assert.Equal([false, true, false, true, false], Enumerable.Range(0, 5).Select(rows[2].IsNullAt));
    }

    [Fact]
    public void A_row_group_that_is_not_there_is_refused()
    {
        using var reader = Open(Two);

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadRowGroup(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadRowGroup(-1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1")]
    [InlineData("this is no such file at all")]
    [InlineData("PAR1\0\0\0\0PAR2")]
    [InlineData("PAR1\u007F\u007F\u007F\u007FPAR1")]
    public void What_is_no_parquet_file_is_refused_by_its_name(string text)
    {
        var error = Assert.Throws<ParquetException>(() => ParquetReader.Open(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(text)), "some.parquet"));

        Assert.StartsWith("some.parquet: footer: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(("some.parquet", "footer"), (error.File, error.Place));
    }

    private static ParquetReader Open(Table table, ParquetWriterOptions? options = null) =>
        ParquetReader.Open(new MemoryStream(table.Write(options)), "test.parquet");
}
