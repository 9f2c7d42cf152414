namespace Tapedeck.Parquet.Format;

/// <summary>The values of a column as <see cref="DictionaryBuilder"/> compares them, one struct for each width.</summary>
internal interface IDictionaryValues
{
    int Count { get; }

    int PlainSize(int value);

    /// <summary>Not predictable from outside where the values can be chosen there.</summary>
    int Hash(int value);

    bool AreEqual(int left, int right);
}
