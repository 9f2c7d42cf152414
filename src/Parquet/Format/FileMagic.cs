namespace Tapedeck.Parquet.Format;

/// <summary>The bytes that a file begins and ends with.</summary>
internal static class FileMagic
{
    public const int Length = 4;

    public static ReadOnlySpan<byte> Plain => "PAR1"u8;

    /// <summary>Ends a file whose footer is encrypted.</summary>
    public static ReadOnlySpan<byte> Encrypted => "PARE"u8;
}
