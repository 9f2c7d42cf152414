namespace Tapedeck.Host.Bench.Peers;

/// <summary>rsyslog with its ZeroMQ input: raw lines, neither parsed nor tagged, a flush after each batch.</summary>
internal sealed record RsyslogPeer() : Peer("rsyslog", "rsyslog rsyslog-czmq", IsSlow: false)
{
    private const string Input = "imczmq.so";

    private static readonly string[] Programs = ["/usr/sbin/rsyslogd", "/sbin/rsyslogd", "/usr/local/sbin/rsyslogd"];

    private static readonly string[] Libraries = ["/usr/lib", "/usr/lib64"];

    private static string? Program => Array.Find(Programs, File.Exists);

    public override bool IsInstalled => Program is not null && Libraries
        .Where(Directory.Exists)
        .SelectMany(library => Directory.EnumerateDirectories(library).Prepend(library))
        .Any(library => File.Exists(Path.Combine(library, "rsyslog", Input)));

    public override (string Program, string[] Arguments) Command(string folder, string endpoint, string file)
    {
        var configuration = Path.Combine(folder, "rsyslog.conf");
        File.WriteAllText(configuration, File.ReadAllText(Shipped("rsyslog.conf"))
            .Replace("@ENDPOINT@", endpoint, StringComparison.Ordinal)
            .Replace("@FILE@", file, StringComparison.Ordinal));
        return (Program!, ["-n", "-f", configuration, "-i", Path.Combine(folder, "rsyslog.pid")]);
    }
}
