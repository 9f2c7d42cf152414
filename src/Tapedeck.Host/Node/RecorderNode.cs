using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;
using Tapedeck.Host.Http;
using Tapedeck.Journal;
using Tapedeck.Runtimes;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Node;

/// <summary>One running node: the actor system with the recorder in it, its sockets, and its HTTP side.</summary>
internal sealed partial class RecorderNode : IAsyncDisposable
{
    private readonly ILoggerFactory _logs;
    private readonly ZmqContext _sockets = new();
    private SocketSecurity? _security;
    private ActorSystemHost? _actors;
    private NodeServer? _server;

    private RecorderNode(ILoggerFactory logs) => _logs = logs;

    /// <summary>The first line a node says: what it is and what it runs on.</summary>
    public static string Banner => $"tapedeck on the {ActorSystemHost.Runtime} runtime";

    public ActorSystem Actors => _actors!.System;

    public RecorderTopology Topology { get; private set; } = null!;

    /// <summary>Where the node answers over HTTP, or null if that is off.</summary>
    public string? Http => _server?.Url;

    /// <summary>Where remote clients ask over Akka.Remote, or null if that is off.</summary>
    public string? Remote => _actors!.RemoteAddress;

    /// <summary>Starts a node. When this returns it records.</summary>
    /// <param name="settings">What it is configured with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="quietest">The least of what is logged.</param>
    /// <exception cref="JournalFolderException">The folder cannot be recorded into.</exception>
    /// <exception cref="Ingest.SocketBindException">A socket or the HTTP port cannot be bound.</exception>
    /// <exception cref="Hocon.HoconException">The taxonomy is faulty.</exception>
    /// <exception cref="RuntimeSettingsException">A setting needs the other runtime, or a key file cannot be used.</exception>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public static async Task<RecorderNode> StartAsync(
        RecorderSettings settings, TimeProvider time, LogLevel quietest = LogLevel.Information)
    {
        var taxonomy = TaxonomyFile.Load(settings.TaxonomyFile ?? ShippedFiles.Taxonomy);
        var logs = NodeLog.Create(quietest);
        var node = new RecorderNode(logs);
        try
        {
            node._actors = await ActorSystemHost.StartAsync("tapedeck", settings.Remote, settings.Security, logs, async system =>
            {
                node._security = SocketSecurity.Load(settings);
                node.Topology = await RecorderTopology.StartAsync(
                    system, settings, taxonomy, node._sockets, node._security, time, logs.CreateLogger("tapedeck"));
            });
            node.StartPetabridgeCmd();
            if (settings.HttpBind is not null)
                node._server = await NodeServer.StartAsync(settings.HttpBind, node.Topology.Node);
            new NodeFile(settings.NodeName, Environment.ProcessId, time.GetUtcNow(), node.Http)
                .Write(new JournalFolder(settings.Logs));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops reading, makes everything that was read durable, and ends.</summary>
    /// <returns>Whether everything that had been read is durable; false only if the disk failed.</returns>
    public async Task<bool> StopAsync()
    {
        await CoordinatedShutdown.Get(Actors).Run(CoordinatedShutdown.ClrExitReason.Instance);
        return Topology.IsDrained;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_actors is not null)
            await _actors.DisposeAsync();
        _security?.Dispose();
        _sockets.Dispose();
        _logs.Dispose();
    }

    /// <summary>Lets Petabridge.Cmd supervise the node; does nothing in a build without its package.</summary>
    partial void StartPetabridgeCmd();
}
