using System.Globalization;
using System.Text;

namespace Tapedeck.Parquet;

/// <summary>
/// One value of a column: the least or greatest of a row group. Each accessor is for its type, and throws
/// <see cref="InvalidOperationException"/> for another.
/// </summary>
public readonly struct ParquetValue
{
    private readonly long _bits;
    private readonly byte[]? _bytes;

    internal ParquetValue(ParquetType type, long bits) => (Type, _bits) = (type, bits);

    internal ParquetValue(ParquetType type, byte[] bytes) => (Type, _bytes) = (type, bytes);

    /// <summary>The type of the column.</summary>
    public ParquetType Type { get; }

    /// <summary>A number of 64 bits, or a timestamp in microseconds since 1970-01-01 UTC.</summary>
    public long Int64 => Type is ParquetType.Int64 or ParquetType.Timestamp ? _bits : throw WrongType(nameof(Int64));

    /// <summary>A number of 32 bits.</summary>
    public int Int32 => Type == ParquetType.Int32 ? (int)_bits : throw WrongType(nameof(Int32));

    /// <summary>A floating-point number.</summary>
    public double Double => Type == ParquetType.Double ? BitConverter.Int64BitsToDouble(_bits) : throw WrongType(nameof(Double));

    /// <summary>True or false.</summary>
    public bool Boolean => Type == ParquetType.Boolean ? _bits != 0 : throw WrongType(nameof(Boolean));

    /// <summary>The UTF-8 of a string, or the bytes of a binary value.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes ?? throw WrongType(nameof(Bytes));

    /// <summary>The value as text, for messages.</summary>
    public override string ToString() => Type switch
    {
        ParquetType.String => Encoding.UTF8.GetString(_bytes!),
        ParquetType.Binary => Convert.ToHexString(_bytes!),
        ParquetType.Double => Double.ToString(CultureInfo.InvariantCulture),
        ParquetType.Boolean => Boolean ? "true" : "false",
        _ => _bits.ToString(CultureInfo.InvariantCulture),
    };

    private InvalidOperationException WrongType(string asked) => new($"The value is of type {Type}; it has no {asked}.");
}
