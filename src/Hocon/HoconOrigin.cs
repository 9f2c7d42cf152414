namespace Tapedeck.Hocon;

/// <summary>The place where a value or an error stands.</summary>
/// <param name="File">The file as it was named by the caller or built from an include, or the origin given to
/// <see cref="HoconConfig.Parse"/>.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1.</param>
public readonly record struct HoconOrigin(string File, int Line, int Column)
{
    /// <summary>Renders <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
