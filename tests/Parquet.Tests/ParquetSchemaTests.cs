using Tapedeck.Parquet;

namespace Tapedeck.Tests.Parquet;

public sealed class ParquetSchemaTests
{
    [Fact]
    public void A_column_is_found_by_its_exact_name()
    {
        var schema = new ParquetSchema(new("a", ParquetType.Int32), new("A", ParquetType.String), new("b", ParquetType.Double));

        Assert.Equal((0, 1, 2, -1), (schema.IndexOf("a"), schema.IndexOf("A"), schema.IndexOf("b"), schema.IndexOf("B")));
    }

    [Fact]
    public void No_columns_a_name_twice_and_no_name_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ParquetSchema());
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new ParquetSchema(new("a", ParquetType.Int32), new("a", ParquetType.String))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ParquetSchema(new ParquetColumn("", ParquetType.Int32)));
    }
}
