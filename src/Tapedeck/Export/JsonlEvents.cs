namespace Tapedeck.Export;

/// <summary>Writes event lines as they are recorded.</summary>
internal sealed class JsonlEvents(Stream output) : IEventWriter
{
    private readonly BufferedStream _output = new(output, 1024 * 1024);

    public void Add(ReadOnlySpan<byte> line)
    {
        _output.Write(line);
        _output.WriteByte((byte)'\n');
    }

    public void Finish() => _output.Flush();

    public void Dispose()
    {
    }
}
