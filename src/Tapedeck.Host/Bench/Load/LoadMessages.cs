using System.Buffers.Text;
using System.Text;

namespace Tapedeck.Host.Bench.Load;

/// <summary>
/// The messages of a load: prepared frames into which a unique id is written as they are sent, so that making them costs the
/// sender next to nothing. Not thread safe.
/// </summary>
internal sealed class LoadMessages
{
    /// <summary>Stands in a template where the id goes.</summary>
    public const string IdPlace = "@ID@";

    private const int NumberDigits = 12;

    private static readonly System.Buffers.StandardFormat Padded = new('D', NumberDigits);

    private readonly byte[][] _frames;
    private readonly int[] _numberAt;

    private LoadMessages(IReadOnlyList<string> templates)
    {
        var load = $"load-{Random.Shared.Next():x8}-";
        var number = new string('0', NumberDigits);
        _frames = [.. templates.Select(template => Encoding.UTF8.GetBytes(
            template.Replace(IdPlace, load + number, StringComparison.Ordinal)))];
        _numberAt = [.. _frames.Select(frame => frame.AsSpan().IndexOf(Encoding.UTF8.GetBytes(load)) + load.Length)];
    }

    /// <summary>Bytes of a message on average.</summary>
    public double AverageBytes => _frames.Average(frame => frame.Length);

    /// <summary>Messages as agents send them, of 630 bytes on average.</summary>
    public static LoadMessages Own() => new(LoadTemplates.All);

    /// <summary>The lines of a file, each a JSON object with <c>@ID@</c> once, in turn; the own ones without a file.</summary>
    /// <exception cref="InvalidDataException">A line has no <c>@ID@</c>, or there is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LoadMessages Of(string? file)
    {
        if (file is null)
            return Own();
        var lines = File.ReadAllLines(file);
        var faulty = Array.FindIndex(lines, line => !line.Contains(IdPlace, StringComparison.Ordinal));
        if (faulty >= 0 || lines.Length == 0)
            throw new InvalidDataException($"{file}, line {faulty + 1}: expected a JSON object with {IdPlace} for its id");
        return new LoadMessages(lines);
    }

    /// <summary>The message of this number, valid until the next is asked for.</summary>
    public ReadOnlySpan<byte> this[long number]
    {
        get
        {
            var place = (int)(number % _frames.Length);
            Utf8Formatter.TryFormat(number, _frames[place].AsSpan(_numberAt[place]), out _, Padded);
            return _frames[place];
        }
    }
}
