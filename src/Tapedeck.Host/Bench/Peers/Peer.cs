using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tapedeck.Host.Bench.Peers;

/// <summary>What a user would run instead of a node: a program that binds a PULL and appends to a file.</summary>
/// <param name="Name">What it is called in the figures.</param>
/// <param name="Packages">Debian's packages that it needs.</param>
/// <param name="IsSlow">Whether it gets fewer messages.</param>
internal abstract record Peer(string Name, string Packages, bool IsSlow)
{
    public static readonly IReadOnlyList<Peer> All = [new ScriptPeer(), new RsyslogPeer()];

    /// <summary>Whether it can be run on this machine.</summary>
    public abstract bool IsInstalled { get; }

    /// <summary>Its program and arguments.</summary>
    /// <param name="folder">A folder of its own, for what it needs.</param>
    /// <param name="endpoint">What it binds.</param>
    /// <param name="file">What it appends to.</param>
    public abstract (string Program, string[] Arguments) Command(string folder, string endpoint, string file);

    /// <summary>A file of the peers' folder beside the program.</summary>
    protected static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);
}

/// <summary>A peer that runs.</summary>
internal sealed class RunningPeer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(10);

    private readonly BenchProcess _process;
    private readonly string _folder;

    private RunningPeer(BenchProcess process, string folder, string endpoint, string file) =>
        (_process, _folder, Endpoint, File) = (process, folder, endpoint, file);

    public string Endpoint { get; }

    public string File { get; }

    /// <summary>Starts it and waits until its port takes connections.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static async Task<RunningPeer> StartAsync(Peer peer, string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var port = FreePort();
        var (endpoint, file) = ($"tcp://127.0.0.1:{port}", Path.Combine(folder, "recorded.jsonl"));
        var (program, arguments) = peer.Command(folder, endpoint, file);
        var running = new RunningPeer(BenchProcess.Start(program, arguments), folder, endpoint, file);
        var begun = Stopwatch.GetTimestamp();
        while (!await IsBoundAsync(port, stop))
        {
            if (Stopwatch.GetElapsedTime(begun) > ReadyWithin)
            {
                await running.DisposeAsync();
                throw new TimeoutException($"{program} did not bind {endpoint}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), stop);
        }

        return running;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsBoundAsync(int port, CancellationToken stop)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
