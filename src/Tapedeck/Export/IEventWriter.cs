namespace Tapedeck.Export;

/// <summary>Writes event lines in one format, as they come, in bounded memory.</summary>
internal interface IEventWriter : IDisposable
{
    /// <summary>Writes one event.</summary>
    /// <param name="line">Its line, valid UTF-8, without a newline.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Add(ReadOnlySpan<byte> line);

    /// <summary>Writes what is left, and what belongs behind the last event.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Finish();
}
