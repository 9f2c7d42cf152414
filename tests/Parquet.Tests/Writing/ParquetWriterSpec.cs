using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;

namespace Tapedeck.Tests.Parquet.Writing;

public sealed class ParquetWriterSpec : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly ParquetWriter _writer;

    public ParquetWriterSpec() => _writer = new ParquetWriter(
        _stream,
        new ParquetSchema(
            new("text", ParquetType.String), new("number", ParquetType.Int64, IsNullable: false), new("list", ParquetType.Double, IsList: true)),
        new ParquetWriterOptions());

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    [Fact]
    public void A_row_without_a_value_of_each_column_is_not_ended_and_may_be_completed()
    {
        _writer[0].Append("a"u8);
        _writer[1].Append(1);

        var error = Assert.Throws<InvalidOperationException>(_writer.EndRow);
        Assert.Equal("Column 'list' got 0 values in row 0; expected one.", error.Message);
        _writer[2].AppendNull();
        _writer.EndRow();

        Assert.Equal(1, _writer.RowCount);
    }

    [Fact]
    public void A_row_with_two_values_of_a_column_is_not_ended()
    {
        _writer[0].Append("a"u8);
        _writer[1].Append(1);
        _writer[1].Append(2);
        _writer[2].BeginList();

        Assert.Equal("Column 'number' got 2 values in row 0; expected one.", Assert.Throws<InvalidOperationException>(_writer.EndRow).Message);
    }

    [Fact]
    public void A_row_with_two_lists_is_not_ended()
    {
        _writer[0].AppendNull();
        _writer[1].Append(1);
        _writer[2].BeginList();
        _writer[2].BeginList();

        Assert.Contains("'list' got 2", Assert.Throws<InvalidOperationException>(_writer.EndRow).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_another_type_is_refused_by_the_name_of_the_column()
    {
        Assert.Contains("'text'", Assert.Throws<InvalidOperationException>(() => _writer[0].Append(1L)).Message, StringComparison.Ordinal);
        Assert.Contains("'text'", Assert.Throws<InvalidOperationException>(() => _writer[0].Append(1)).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => _writer[1].Append("a"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => _writer[1].Append(true)).Message, StringComparison.Ordinal);
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(() => _writer[1].Append(1.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_in_a_column_that_is_not_nullable_is_refused() =>
        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(_writer[1].AppendNull).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_in_a_column_of_values_is_refused_and_a_value_in_a_column_of_lists()
    {
        Assert.Contains("'text'", Assert.Throws<InvalidOperationException>(_writer[0].BeginList).Message, StringComparison.Ordinal);
        Assert.Contains("'list'", Assert.Throws<InvalidOperationException>(() => _writer[2].Append(1.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_longer_than_the_reader_takes_is_refused()
    {
        _writer[2].BeginList();
        for (var i = 0; i < 16_777_216; i++)
            _writer[2].AppendNull();

        Assert.Contains("'list'", Assert.Throws<InvalidOperationException>(_writer[2].AppendNull).Message, StringComparison.Ordinal);
        Assert.Contains("'list'", Assert.Throws<InvalidOperationException>(() => _writer[2].Append(1.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_value_leaves_no_trace()
    {
        Assert.Throws<InvalidOperationException>(() => _writer[2].Append(1.0));
        Assert.Throws<ArgumentException>(() => _writer[0].Append([0xC3]));

        _writer[0].Append("a"u8);
        _writer[1].Append(1);
        _writer[2].BeginList();
        _writer[2].Append(2.0);
        _writer.EndRow();
        _writer.Finish();

        Assert.Equal("'a' | 1 | [2/4000000000000000]", Table.Read(_stream.ToArray()).Print());
    }

    [Fact]
    public void A_row_that_was_not_ended_does_not_let_the_file_be_finished()
    {
        _writer[0].Append("a"u8);

        Assert.Contains("'text'", Assert.Throws<InvalidOperationException>(_writer.Finish).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_after_the_file_was_finished()
    {
        _writer.Finish();

        Assert.Throws<InvalidOperationException>(_writer.EndRow);
        Assert.Throws<InvalidOperationException>(_writer.Finish);
    }

    [Fact]
    public void The_stream_stays_open_and_need_not_seek()
    {
        var table = Table.Of(new ParquetColumn("a", ParquetType.Int32), 1, 2);
        using var pipe = new ForwardOnlyStream();
        using (var writer = new ParquetWriter(pipe, table.Schema, new ParquetWriterOptions()))
        {
            writer[0].Append(1);
            writer.EndRow();
            writer[0].Append(2);
            writer.EndRow();
            writer.Finish();
        }

        Assert.False(pipe.WasDisposed);
        Assert.Equal(table.Print(), Table.Read(pipe.Written).Print());
    }

    [Fact]
    public void After_the_stream_failed_the_file_cannot_be_finished()
    {
        using var full = new ForwardOnlyStream(room: 100);
        using var writer = new ParquetWriter(
            full, new ParquetSchema(new ParquetColumn("text", ParquetType.String)), new ParquetWriterOptions { RowGroupRows = 1 });
        writer[0].Append(Enumerable.Range(0, 256).Select(i => (byte)(i % 128)).ToArray());

        Assert.Throws<IOException>(writer.EndRow);

        Assert.Throws<InvalidOperationException>(writer.EndRow);
        Assert.Throws<InvalidOperationException>(writer.Finish);
    }

    [Fact]
    public void A_row_group_is_written_as_soon_as_it_has_its_bytes()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(
            stream, new ParquetSchema(new ParquetColumn("text", ParquetType.String)), new ParquetWriterOptions { RowGroupBytes = 10_000 });
        for (var i = 0; i < 20; i++)
        {
            writer[0].Append(new byte[1000]);
            writer.EndRow();
        }

        Assert.Equal(0, writer[0].Bytes);
        writer.Finish();
        using var reader = ParquetReader.Open(stream, "test.parquet");
        Assert.Equal([10L, 10L], reader.RowGroups.Select(group => group.Rows));
    }

    [Fact]
    public void A_column_of_a_type_of_other_writers_cannot_be_written() => Assert.Throws<ArgumentException>(() => new ParquetWriter(
        _stream, new ParquetSchema(new ParquetColumn("a", ParquetType.Other)), new ParquetWriterOptions()));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-1, 1, 1)]
    [InlineData(int.MaxValue, 1, 1)]
    public void An_option_out_of_its_range_is_refused(int rowGroupBytes, int rowGroupRows, int pageBytes) =>
        Assert.ThrowsAny<ArgumentException>(() => new ParquetWriter(
            _stream,
            new ParquetSchema(new ParquetColumn("a", ParquetType.Int32)),
            new ParquetWriterOptions { RowGroupBytes = rowGroupBytes, RowGroupRows = rowGroupRows, PageBytes = pageBytes }));
}
