using Microsoft.Extensions.Logging;

namespace Tapedeck.Runtimes;

/// <summary>An actor system on the embedded runtime.</summary>
internal sealed class ActorSystemHost : IAsyncDisposable
{
    private ActorSystemHost(ActorSystem system) => System = system;

    /// <summary>The runtime's name, as <c>status</c> shows it.</summary>
    public static string Runtime => "embedded";

    public ActorSystem System { get; }

    public static Task<ActorSystemHost> StartAsync(string name, ILoggerFactory logs) =>
        Task.FromResult(new ActorSystemHost(ActorSystem.Create(name)));

    public async ValueTask DisposeAsync() => await System.Terminate();
}
