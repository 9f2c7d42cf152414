namespace Tapedeck.Tests.ZeroMQ.Python;

/// <summary>A test against a peer in Python; skipped with a reason where Python or its zmq module is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyzmqFactAttribute : FactAttribute
{
    public PyzmqFactAttribute() => Skip = Pyzmq.Missing;
}
