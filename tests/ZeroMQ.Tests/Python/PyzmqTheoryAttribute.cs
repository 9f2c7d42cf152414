namespace Tapedeck.Tests.ZeroMQ.Python;

/// <inheritdoc cref="PyzmqFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyzmqTheoryAttribute : TheoryAttribute
{
    public PyzmqTheoryAttribute() => Skip = Pyzmq.Missing;
}
