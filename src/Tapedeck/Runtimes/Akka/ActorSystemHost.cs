using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tapedeck.Runtimes;

/// <summary>An actor system on Akka.NET, hosted by Akka.Hosting and configured by <c>hocon/akka.conf</c>.</summary>
internal sealed class ActorSystemHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ActorSystemHost(IHost host) => _host = host;

    /// <summary>The runtime's name and version, as <c>status</c> shows it.</summary>
    public static string Runtime { get; } = $"Akka.NET {typeof(ActorSystem).Assembly.GetName().Version!.ToString(3)}";

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public static async Task<ActorSystemHost> StartAsync(string name, ILoggerFactory logs)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(logs);
        builder.Services.AddAkka(name, akka => akka
            .AddHoconFile(Path.Combine(AppContext.BaseDirectory, "hocon", "akka.conf"), HoconAddMode.Prepend)
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            }));
        var host = builder.Build();
        await host.StartAsync();
        return new ActorSystemHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
