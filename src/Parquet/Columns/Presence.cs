namespace Tapedeck.Parquet;

/// <summary>
/// What stands at one level of a column, whatever definition levels a file has for it. A flat column knows only
/// <see cref="Null"/> and <see cref="Value"/>.
/// </summary>
internal enum Presence : byte
{
    /// <summary>No value; of a list column, no list.</summary>
    Null,

    /// <summary>A list without elements.</summary>
    EmptyList,

    /// <summary>An element that is null.</summary>
    NullElement,

    /// <summary>A value, or an element.</summary>
    Value,
}
