using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Ingest;

namespace Tapedeck.Runtimes;

/// <summary>An actor system on Akka.NET, hosted by Akka.Hosting and configured by <c>hocon/akka.conf</c>.</summary>
internal sealed class ActorSystemHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ActorSystemHost(IHost host, bool isRemote)
    {
        _host = host;
        System = host.Services.GetRequiredService<ActorSystem>();
        RemoteAddress = isRemote ? ((ExtendedActorSystem)System).Provider.DefaultAddress.ToString() : null;
    }

    /// <summary>The runtime's name and version, as <c>status</c> shows it.</summary>
    public static string Runtime { get; } = $"Akka.NET {typeof(ActorSystem).Assembly.GetName().Version!.ToString(3)}";

    public ActorSystem System { get; }

    /// <summary>Where remote clients ask, <c>akka.tcp://tapedeck@127.0.0.1:5590</c>; null if that is off.</summary>
    public string? RemoteAddress { get; }

    /// <param name="name">The system's name.</param>
    /// <param name="remote">Where remote clients ask, if anywhere.</param>
    /// <param name="security">Must be off: NetMQ has no ZAP, so it cannot check who connects.</param>
    /// <param name="logs">Where Akka.NET logs to.</param>
    /// <param name="startActors">Builds the tree; what it throws is thrown on.</param>
    /// <exception cref="SocketBindException">The remote port cannot be bound.</exception>
    /// <exception cref="RuntimeSettingsException">The certificate cannot be used, or a setting needs the embedded
    /// runtime.</exception>
    public static async Task<ActorSystemHost> StartAsync(
        string name, RemoteSettings remote, SecuritySettings? security, ILoggerFactory logs,
        Func<ActorSystem, Task> startActors)
    {
        if (security is not null)
            throw new RuntimeSettingsException(
                $"{RecorderSettings.Key.SecurityServerKey} needs the embedded runtime, since NetMQ cannot check who connects: "
                + "start without ActorRuntime=Akka, or set it and tapedeck.security.clients to \"\"");
        Exception? failure = null;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(logs);
        builder.Services.AddAkka(name, akka =>
        {
            Configure(akka, remote);
            akka.WithActors(async (system, _) =>
            {
                try
                {
                    await startActors(system);
                }
                catch (Exception fault)
                {
                    failure = fault; // Akka.Hosting would log it, and begin to end the process
                }
            });
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch (Exception fault) when (remote.Host is not null && fault is not RuntimeSettingsException)
        {
            host.Dispose();
            throw new SocketBindException(
                $"cannot bind {remote.Host}:{remote.Port}: {fault.GetBaseException().Message}: "
                + "free the port, or choose another with --set tapedeck.remote.bind=HOST:PORT");
        }

        if (failure is null)
            return new ActorSystemHost(host, isRemote: remote.Host is not null);
        await host.StopAsync();
        host.Dispose();
        throw failure;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void Configure(AkkaConfigurationBuilder akka, RemoteSettings remote)
    {
        akka.AddHocon(
            ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "akka.conf"))),
            HoconAddMode.Prepend);
        akka.ConfigureLoggers(loggers =>
        {
            loggers.ClearLoggers();
            loggers.AddLoggerFactory();
        });
        if (remote.Host is not null)
            AddRemote(akka, remote);
    }

    private static void AddRemote(AkkaConfigurationBuilder akka, RemoteSettings remote)
    {
        akka.AddHocon(RemoteTransport.Hocon(remote.Host!, remote.Port, remote.Tls is not null), HoconAddMode.Prepend);
        if (remote.Tls is null)
            return;
        try
        {
            akka.AddSetup(RemoteTransport.Tls(remote.Tls));
        }
        catch (NodeClientException fault)
        {
            throw new RuntimeSettingsException(fault.Message);
        }
    }
}
