using Spectre.Console;

namespace Tapedeck.Host.Display;

/// <summary>Lines of markup for people; where nobody looks at them (a pipe, a file), plain text that is not shortened.</summary>
internal sealed class ConsoleLines(TextWriter output, bool isTerminal)
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(output),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });

    /// <summary>On standard output.</summary>
    public static ConsoleLines Output() => new(Console.Out, !Console.IsOutputRedirected);

    /// <summary>On standard error.</summary>
    public static ConsoleLines Error() => new(Console.Error, !Console.IsErrorRedirected);

    /// <summary>Columns of the terminal; null where there is none.</summary>
    public int? Columns => isTerminal ? _console.Profile.Width : null;

    public void Write(string markup)
    {
        if (isTerminal)
            _console.MarkupLine(markup);
        else
            output.WriteLine(Markup.Remove(markup));
    }

    public void Flush() => output.Flush();
}
