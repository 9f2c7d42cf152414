using System.Numerics;

namespace Tapedeck.Analytics;

/// <summary>Durations in bounded memory: their number, mean and longest exactly, their median to a sixteenth of its value.</summary>
internal sealed class ResponseTimes
{
    /// <summary>Buckets for each power of two.</summary>
    private const int Fine = 8;

    private readonly long[] _buckets = new long[64 * Fine];
    private Int128 _sum; // so that it is the same in whatever order they come, and no year overflows it

    public long Count { get; private set; }

    /// <summary>Microseconds.</summary>
    public long Longest { get; private set; }

    public double MeanSeconds => Count == 0 ? 0 : Seconds((double)_sum / Count);

    public double LongestSeconds => Seconds(Longest);

    public double MedianSeconds
    {
        get
        {
            var before = 0L;
            for (var bucket = 0; bucket < _buckets.Length; bucket++)
            {
                before += _buckets[bucket];
                if (before > 0 && 2 * before >= Count)
                    return Seconds(Math.Min(MiddleOf(bucket), Longest));
            }

            return 0;
        }
    }

    /// <param name="microseconds">0 or more.</param>
    public void Add(long microseconds)
    {
        Count++;
        _sum += microseconds;
        Longest = Math.Max(Longest, microseconds);
        _buckets[BucketOf(microseconds)]++;
    }

    public void Add(ResponseTimes others)
    {
        Count += others.Count;
        _sum += others._sum;
        Longest = Math.Max(Longest, others.Longest);
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
            _buckets[bucket] += others._buckets[bucket];
    }

    public void Write(BinaryWriter snapshot)
    {
        snapshot.Write(Count);
        snapshot.Write((ulong)(_sum >> 64));
        snapshot.Write((ulong)_sum);
        snapshot.Write(Longest);
        foreach (var bucket in _buckets)
            snapshot.Write7BitEncodedInt64(bucket);
    }

    public static ResponseTimes Read(BinaryReader snapshot)
    {
        var times = new ResponseTimes { Count = snapshot.ReadInt64(), _sum = new Int128(snapshot.ReadUInt64(), snapshot.ReadUInt64()), Longest = snapshot.ReadInt64() };
        for (var bucket = 0; bucket < times._buckets.Length; bucket++)
            times._buckets[bucket] = snapshot.Read7BitEncodedInt64();
        return times;
    }

    /// <summary>0 to 7 have buckets of their own; then each power of two is divided into eight.</summary>
    private static int BucketOf(long microseconds)
    {
        if (microseconds < Fine)
            return (int)microseconds;
        var power = BitOperations.Log2((ulong)microseconds);
        return ((power - 2) * Fine) + (int)((microseconds >> (power - 3)) & (Fine - 1));
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < Fine)
            return bucket;
        var power = (bucket / Fine) + 2;
        var width = Math.Pow(2, power - 3);
        return Math.Pow(2, power) + (bucket % Fine * width) + ((width - 1) / 2);
    }

    private static double Seconds(double microseconds) => microseconds / 1_000_000;
}
