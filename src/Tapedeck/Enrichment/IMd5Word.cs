using System.Diagnostics.CodeAnalysis;

namespace Tapedeck.Enrichment;

/// <summary>What MD5 does with words of 32 bits, be a word one number or a vector of them. Source: RFC 1321, section 3.4.</summary>
internal interface IMd5Word<T>
{
    /// <summary>The function of the first round.</summary>
    static abstract T F(T x, T y, T z);

    /// <summary>The function of the second round.</summary>
    static abstract T G(T x, T y, T z);

    /// <summary>The function of the third round.</summary>
    static abstract T H(T x, T y, T z);

    /// <summary>The function of the fourth round.</summary>
    static abstract T I(T x, T y, T z);

    /// <summary>The sum of two words.</summary>
    static abstract T Add(T one, T other);

    /// <summary>One step: <paramref name="b"/> plus the rotated sum of all others.</summary>
    static abstract T Step(T a, T b, T mixed, T word, [ConstantExpected] byte rotation, uint constant);
}
