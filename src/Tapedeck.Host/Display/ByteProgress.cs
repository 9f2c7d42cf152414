using System.Diagnostics;
using System.Globalization;

namespace Tapedeck.Host.Display;

/// <summary>
/// How far something long has come, as one line on standard error that is written over; nothing where that is no terminal.
/// </summary>
/// <param name="done">What happens to the bytes, in the past tense.</param>
/// <param name="total">All of them.</param>
internal sealed class ByteProgress(string done, long total) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private const string ClearLine = "\r\u001b[K";

    private readonly bool _isShown = !Console.IsErrorRedirected;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private TimeSpan _next = Every;
    private long _bytes;
    private bool _isWritten;

    public void Add(long bytes)
    {
        _bytes += bytes;
        var elapsed = Stopwatch.GetElapsedTime(_begun);
        if (!_isShown || elapsed < _next)
            return;
        _next = elapsed + Every;
        _isWritten = true;
        var percent = 100 * _bytes / Math.Max(1, Math.Max(_bytes, total));
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{ClearLine}{percent,3} % {done}, {_bytes / 1e6:N0} MB, {_bytes / 1e6 / elapsed.TotalSeconds:N0} MB/s"));
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_isWritten)
            Console.Error.Write(ClearLine);
    }
}
