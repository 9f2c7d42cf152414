using System.Threading.Channels;

namespace Tapedeck.Tests.Client;

/// <summary>Waits for what an agent's connection tells its log.</summary>
internal sealed class LogProbe
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public void Tell(string line) => _lines.Writer.TryWrite(line);

    /// <summary>The next line with a text in it.</summary>
    public async Task<string> ExpectAsync(string text)
    {
        using var patience = new CancellationTokenSource(ScriptedNode.Patience);
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(patience.Token);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
    }
}
