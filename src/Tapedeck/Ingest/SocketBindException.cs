namespace Tapedeck.Ingest;

/// <summary>A socket cannot be bound. The message says which endpoint, why, and what to do.</summary>
internal sealed class SocketBindException(string message) : Exception(message);
