using System.Runtime.Intrinsics;

namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// Finds the three bytes that every secret has at its beginning or near it, such as <c>sk-</c>, <c>key</c> or an <c>@</c>.
/// Looks at 16 places at once: of each of the three bytes, its two halves are looked up in tables that say in which of eight
/// groups of triggers they occur, and where all six agree on a group there may be one. Some hits are none.
/// </summary>
internal sealed class TriggerSearch
{
    /// <summary>Any byte.</summary>
    private const char Any = '\0';

    private static readonly (SecretKinds Kind, int Group, string[] Triggers)[] Known =
    [
        (SecretKinds.Email, 0, ["@\0\0"]),
        (SecretKinds.ApiKey, 1, ["key", "KEY", "Key", "npm"]),
        (SecretKinds.ApiKey, 2, ["ecr", "ECR"]),
        (SecretKinds.ApiKey, 3, ["ssw", "SSW"]),
        (SecretKinds.ApiKey, 4, ["sk-", "sk_", "rk_", "hf_", "xox"]),
        (SecretKinds.ApiKey, 5, ["AKI", "ASI", "AIz"]),
        (SecretKinds.ApiKey, 6, ["ghp", "gho", "ghu", "ghs", "ghr", "glp"]),
        (SecretKinds.ApiKey, 7, ["thu"]),
        (SecretKinds.BearerToken, 2, ["ear", "EAR"]),
        (SecretKinds.BearerToken, 5, ["eyJ"]),
        (SecretKinds.PrivateKey, 3, ["BEG"]),
    ];

    private const int Length = 3;

    private readonly Vector128<byte>[] _low = new Vector128<byte>[Length];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Length];

    /// <summary>Prepares the search for the triggers of these kinds.</summary>
    public TriggerSearch(SecretKinds kinds)
    {
        foreach (var (_, group, triggers) in Known.Where(known => kinds.HasFlag(known.Kind)))
        {
            foreach (var trigger in triggers)
            {
                for (var place = 0; place < Length; place++)
                    Add(place, trigger[place], (byte)(1 << group));
            }
        }
    }

    /// <summary>The first place from <paramref name="from"/> on where a trigger may stand; -1 if there is none.</summary>
    public int IndexIn(ReadOnlySpan<byte> text, int from)
    {
        var width = Vector128<byte>.Count;
        for (; text.Length - from >= width + Length - 1; from += width)
        {
            if (FirstHit(text[from..]) is var hit && hit < width)
                return from + hit;
        }

        Span<byte> padded = stackalloc byte[width + Length - 1];
        for (; from < text.Length; from += width)
        {
            var rest = text[from..Math.Min(text.Length, from + padded.Length)];
            padded.Clear();
            rest.CopyTo(padded);
            if (FirstHit(padded) is var hit && hit < Math.Min(width, rest.Length))
                return from + hit;
        }

        return -1;
    }

    /// <summary>The first of 16 places that may have a trigger; 32 if none has.</summary>
    private int FirstHit(ReadOnlySpan<byte> text)
    {
        var groups = Groups(text, 0) & Groups(text, 1) & Groups(text, 2);
        return groups == Vector128<byte>.Zero
            ? 32
            : int.TrailingZeroCount((int)~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits());
    }

    private Vector128<byte> Groups(ReadOnlySpan<byte> text, int place)
    {
        var bytes = Vector128.Create(text[place..]);
        return Vector128.ShuffleNative(_low[place], bytes & Vector128.Create((byte)0xF))
            & Vector128.ShuffleNative(_high[place], bytes >>> 4);
    }

    private void Add(int place, char value, byte group)
    {
        for (var half = 0; half < 16; half++)
        {
            if (value == Any || half == (value & 0xF))
                _low[place] = _low[place].WithElement(half, (byte)(_low[place][half] | group));
            if (value == Any || half == value >> 4)
                _high[place] = _high[place].WithElement(half, (byte)(_high[place][half] | group));
        }
    }
}
