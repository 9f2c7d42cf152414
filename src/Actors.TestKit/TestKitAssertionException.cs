namespace Tapedeck.Actors.TestKit;

/// <summary>
/// An expectation of a test kit was not met; the message says what was expected, what came, and in which time.
/// </summary>
public sealed class TestKitAssertionException(string message, Exception? innerException = null)
    : Exception(message, innerException);
