namespace Tapedeck.Tests.Journal.Storage;

/// <summary>
/// What of a file is on the platter, beside the file itself, which is what the system shows: the bytes that a flush reached,
/// and the ranges that are still to be flushed.
/// </summary>
internal sealed class DiskImage
{
    private const int Page = 4096;

    private readonly List<(long From, long To)> _dirty = [];
    private byte[] _bytes = [];

    /// <summary>What a power loss leaves for certain.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public void Written(long from, long to) => _dirty.Add((from, to));

    /// <summary>A flush that worked: what is dirty gets to the platter, what an earlier one lost does not.</summary>
    public void Flushed(ReadOnlySpan<byte> shown)
    {
        Array.Resize(ref _bytes, shown.Length);
        foreach (var (from, to) in _dirty)
            Copy(shown, from, to, _bytes);
        _dirty.Clear();
    }

    /// <summary>A flush that failed: from now on the system takes for clean what it did not write.</summary>
    public void FlushFailed() => _dirty.Clear();

    /// <summary>What a power loss leaves: all that was flushed, and of what was not, anything.</summary>
    public byte[] AfterPowerLoss(ReadOnlySpan<byte> shown, Random random)
    {
        var left = _bytes.ToArray();
        var end = _dirty.Count == 0 ? 0 : _dirty.Max(range => range.To);
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1: // any prefix
                var upTo = left.Length + random.NextInt64(Math.Max(1, end - left.Length + 1));
                Array.Resize(ref left, (int)Math.Max(left.Length, Math.Min(upTo, shown.Length)));
                foreach (var (from, to) in _dirty)
                    Copy(shown, from, Math.Min(to, left.Length), left);
                break;
            case 2: // the length and no data
                Array.Resize(ref left, Math.Max(left.Length, shown.Length));
                break;
            case 3: // all of it
                Array.Resize(ref left, Math.Max(left.Length, shown.Length));
                foreach (var (from, to) in _dirty)
                    Copy(shown, from, to, left);
                break;
            default: // any of the pages
                var length = left.Length;
                Array.Resize(ref left, Math.Max(left.Length, shown.Length));
                foreach (var (from, to) in _dirty)
                {
                    for (var at = from; at < to; at = (at / Page * Page) + Page)
                    {
                        if (random.Next(2) == 0)
                            continue;
                        var pageEnd = Math.Min(to, (at / Page * Page) + Page);
                        Copy(shown, at, pageEnd, left);
                        length = (int)Math.Max(length, Math.Min(pageEnd, left.Length));
                    }
                }

                if (random.Next(2) == 0)
                    Array.Resize(ref left, length);
                break;
        }

        return left;
    }

    /// <summary>After a power loss: what is there is on the platter.</summary>
    public static DiskImage Of(byte[] bytes) => new() { _bytes = bytes };

    private static void Copy(ReadOnlySpan<byte> shown, long from, long to, byte[] into)
    {
        to = Math.Min(to, Math.Min(shown.Length, into.Length));
        if (from < to)
            shown[(int)from..(int)to].CopyTo(into.AsSpan((int)from));
    }
}
