using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;

namespace Tapedeck.Runtimes;

/// <summary>An actor system on the embedded runtime.</summary>
internal sealed class ActorSystemHost : IAsyncDisposable
{
    private ActorSystemHost(ActorSystem system, string? remoteAddress) => (System, RemoteAddress) = (system, remoteAddress);

    /// <summary>The runtime's name, as <c>status</c> shows it.</summary>
    public static string Runtime => "embedded";

    public ActorSystem System { get; }

    /// <summary>Where remote clients ask; the embedded runtime has no such place.</summary>
    public string? RemoteAddress { get; }

    /// <param name="name">The system's name.</param>
    /// <param name="remote">Must be off.</param>
    /// <param name="security">Keys are checked by sockets here; any will do.</param>
    /// <param name="logs">Where failures of actors go.</param>
    /// <param name="startActors">Builds the tree; what it throws is thrown on.</param>
    /// <exception cref="RuntimeSettingsException">A setting needs the Akka runtime.</exception>
    public static async Task<ActorSystemHost> StartAsync(
        string name, RemoteSettings remote, SecuritySettings? security, ILoggerFactory logs,
        Func<ActorSystem, Task> startActors)
    {
        if (remote.Host is not null)
            throw new RuntimeSettingsException(
                "tapedeck.remote.bind needs the Akka runtime: start with ActorRuntime=Akka ./tapedeck node, or set it to \"\"");
        var system = ActorSystem.Create(name);
        try
        {
            var log = logs.CreateLogger(name);
            system.ActorOf(Props.Create(() => new LoggingActor(log)), "log");
            await startActors(system);
            return new ActorSystemHost(system, remoteAddress: null);
        }
        catch
        {
            await system.Terminate();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await System.Terminate();
}
