namespace Tapedeck.Hocon;

/// <summary>
/// A configuration that cannot be read: a syntax error, a substitution without a value, a missing key or a value of
/// the wrong type or unit. The message begins with <c>file:line:column:</c> and says what to do.
/// </summary>
public sealed class HoconException : Exception
{
    internal HoconException(HoconOrigin origin, string message, Exception? cause = null)
        : base($"{origin}: {message}", cause) => Origin = origin;

    /// <summary>Where the offending text or value stands.</summary>
    public HoconOrigin Origin { get; }

    /// <summary>The file of <see cref="Origin"/>.</summary>
    public string File => Origin.File;

    /// <summary>The line of <see cref="Origin"/>, counted from 1.</summary>
    public int Line => Origin.Line;

    /// <summary>The column of <see cref="Origin"/>, counted from 1.</summary>
    public int Column => Origin.Column;
}
