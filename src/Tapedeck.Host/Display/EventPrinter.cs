using Tapedeck.Query;

namespace Tapedeck.Host.Display;

/// <summary>Prints events: one readable line each, or the recorded line itself as data.</summary>
internal abstract class EventPrinter : IDisposable
{
    /// <summary>The recorded lines on standard output.</summary>
    public static EventPrinter Data() => new LinePrinter();

    /// <summary>Readable lines on standard output, or on standard error.</summary>
    public static EventPrinter Readable(bool onError = false) =>
        new ConsolePrinter(onError ? ConsoleLines.Error() : ConsoleLines.Output());

    /// <param name="recorded">The event.</param>
    /// <param name="line">Its line as recorded, without newline.</param>
    public abstract void Print(RecordedEvent recorded, ReadOnlySpan<byte> line);

    /// <summary>Shows everything printed so far.</summary>
    public abstract void Flush();

    public virtual void Dispose() => Flush();

    private sealed class LinePrinter : EventPrinter
    {
        private readonly BufferedStream _output = new(Console.OpenStandardOutput(), 64 * 1024);

        public override void Print(RecordedEvent recorded, ReadOnlySpan<byte> line)
        {
            _output.Write(line);
            _output.WriteByte((byte)'\n');
        }

        public override void Flush() => _output.Flush();

        public override void Dispose()
        {
            base.Dispose();
            _output.Dispose();
        }
    }

    private sealed class ConsolePrinter(ConsoleLines lines) : EventPrinter
    {
        public override void Print(RecordedEvent recorded, ReadOnlySpan<byte> line) =>
            lines.Write(EventLineMarkup.Of(recorded, lines.Columns));

        public override void Flush() => lines.Flush();
    }
}
