using System.Text.Json;
using Tapedeck.Query;

namespace Tapedeck.Host.Display;

/// <summary>Prints what became of messages: one readable line each, or one JSON object a line.</summary>
internal abstract class DeliveryPrinter : IDisposable
{
    /// <summary>JSON on standard output.</summary>
    public static DeliveryPrinter Data() => new JsonPrinter();

    /// <summary>Readable lines on standard output.</summary>
    public static DeliveryPrinter Readable() => new ConsolePrinter();

    public abstract void Print(MessageDelivery message);

    /// <summary>Shows everything printed so far.</summary>
    public abstract void Flush();

    public virtual void Dispose() => Flush();

    private sealed class JsonPrinter : DeliveryPrinter
    {
        private readonly BufferedStream _output = new(Console.OpenStandardOutput(), 64 * 1024);

        public override void Print(MessageDelivery message)
        {
            JsonSerializer.Serialize(_output, message, MessageDeliveryJson.Default.MessageDelivery);
            _output.WriteByte((byte)'\n');
        }

        public override void Flush() => _output.Flush();

        public override void Dispose()
        {
            base.Dispose();
            _output.Dispose();
        }
    }

    private sealed class ConsolePrinter : DeliveryPrinter
    {
        private readonly ConsoleLines _lines = ConsoleLines.Output();

        public override void Print(MessageDelivery message) => _lines.Write(DeliveryMarkup.Of(message));

        public override void Flush() => _lines.Flush();
    }
}
