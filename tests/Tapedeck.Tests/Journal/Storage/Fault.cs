namespace Tapedeck.Tests.Journal.Storage;

/// <summary>What a disk is asked to do.</summary>
internal enum DiskOperation
{
    Open,
    Write,
    Flush,
    SetLength,
    CreateFolder,
    Move,
    FlushFolder,
}

/// <summary>One thing that is asked of a <see cref="FaultyStorage"/>.</summary>
/// <param name="Operation">What.</param>
/// <param name="Path">Of which file or folder.</param>
/// <param name="Bytes">How many are to be written; 0 if it is no write.</param>
internal readonly record struct DiskRequest(DiskOperation Operation, string Path, int Bytes)
{
    public bool Is(DiskOperation operation, string name) =>
        Operation == operation && System.IO.Path.GetFileName(Path) == name;
}

/// <summary>How a request fails.</summary>
/// <param name="Error">What the system says; null if it is only a short write, which says nothing.</param>
/// <param name="Taken">Bytes of a write that are taken before.</param>
internal sealed record Fault(string? Error, int Taken = 0)
{
    /// <summary>EIO.</summary>
    public static readonly Fault Broken = new("Input/output error");

    /// <summary>ENOSPC, after some bytes were taken.</summary>
    public static Fault Full(int taken = 0) => new("No space left on device", taken);

    /// <summary>A write that takes fewer bytes than it was given.</summary>
    public static Fault Short(int taken) => new(null, taken);
}

/// <summary>Scripts of faults.</summary>
internal static class Faults
{
    public static readonly Func<DiskRequest, Fault?> None = _ => null;

    /// <summary>The request of this number from now on fails, counted from 0, among those that a condition holds for.</summary>
    public static Func<DiskRequest, Fault?> Once(Fault fault, int number = 0, Func<DiskRequest, bool>? among = null)
    {
        var next = 0;
        return request => (among is null || among(request)) && next++ == number ? fault : null;
    }

    /// <summary>Each request that the condition holds for fails.</summary>
    public static Func<DiskRequest, Fault?> Each(Fault fault, Func<DiskRequest, bool> of) => request => of(request) ? fault : null;

    /// <summary>The disk takes so many bytes and is full then, once or for good.</summary>
    public static Func<DiskRequest, Fault?> FullAfter(long bytes, bool once)
    {
        var isOver = false;
        return request =>
        {
            if (request.Operation != DiskOperation.Write || isOver)
                return null;
            if (request.Bytes <= bytes)
            {
                bytes -= request.Bytes;
                return null;
            }

            isOver = once;
            return Fault.Full((int)bytes);
        };
    }

    /// <summary>Every write takes at most so many bytes.</summary>
    public static Func<DiskRequest, Fault?> ShortWrites(int bytes) => request =>
        request.Operation == DiskOperation.Write && request.Bytes > bytes ? Fault.Short(bytes) : null;

    /// <summary>Each request fails with this probability, in a way that fits it.</summary>
    public static Func<DiskRequest, Fault?> Seeded(Random random, double probability) => request =>
        random.NextDouble() >= probability ? null
        : request.Operation != DiskOperation.Write ? Fault.Broken
        : random.Next(4) switch
        {
            0 => Fault.Broken,
            1 => Fault.Short(1 + random.Next(request.Bytes)),
            2 => Fault.Full(request.Bytes),
            _ => Fault.Full(random.Next(request.Bytes)),
        };
}
