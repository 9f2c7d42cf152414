namespace Tapedeck.Parquet;

/// <summary>
/// One column. A list is the three-level LIST of LogicalTypes.md, with elements that may be null:
/// <c>optional group NAME (LIST) { repeated group list { optional TYPE element } }</c>.
/// </summary>
/// <param name="Name">Its name, unlike that of every other column.</param>
/// <param name="Type">The type of its values; of a list, of the elements.</param>
/// <param name="IsNullable">Whether a row may have no value; of a list, no list. Default: true.</param>
/// <param name="IsList">Whether a row has a list of values. Default: false.</param>
public sealed record ParquetColumn(string Name, ParquetType Type, bool IsNullable = true, bool IsList = false)
{
    /// <summary>What the file calls a type that is <see cref="ParquetType.Other"/>, for example <c>INT96</c>; else null.</summary>
    public string? FileType { get; init; }

    internal bool HasBytes => Type is ParquetType.String or ParquetType.Binary;
}
