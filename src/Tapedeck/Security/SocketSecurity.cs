using System.Collections.Concurrent;
using Tapedeck.Configuration;
using Tapedeck.Runtimes;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Security;

/// <summary>
/// Gives the node's sockets their keys, on any thread, and keeps an ear on their handshakes, which <see cref="ZapActor"/>
/// reads. Dispose it after the sockets and before their context.
/// </summary>
internal sealed class SocketSecurity : IDisposable
{
    private readonly CurveKeyPair _keys;
    private readonly string? _tapServerKey;
    private readonly ConcurrentDictionary<ZmqMonitor, string> _monitors = [];

    private SocketSecurity(CurveKeyPair keys, string? tapServerKey, string clients) =>
        (_keys, _tapServerKey, ClientsFolder) = (keys, tapServerKey, clients);

    /// <summary>Folder of the clients' public certificate files.</summary>
    public string ClientsFolder { get; }

    /// <summary>Reads the node's keys; null if the settings have none.</summary>
    /// <exception cref="RuntimeSettingsException">A key file or the clients' folder cannot be used; the message names its
    /// key and its path.</exception>
    public static SocketSecurity? Load(RecorderSettings settings)
    {
        if (settings.Security is not { } security)
            return null;
        var node = Certificate(RecorderSettings.Key.SecurityServerKey, security.ServerKey);
        if (node.SecretKey is null)
            throw new RuntimeSettingsException(
                $"{RecorderSettings.Key.SecurityServerKey}: {security.ServerKey} has no secret key: give the NAME.key_secret "
                + "that `tapedeck keygen` made");
        if (!Directory.Exists(security.Clients))
            throw new RuntimeSettingsException(
                $"{RecorderSettings.Key.SecurityClients}: there is no folder {security.Clients}: make it, and put the "
                + "NAME.key of each client into it");
        var tapServerKey = settings.Tap?.ServerKey is { } path
            ? Certificate(RecorderSettings.Key.TapServerKey, path).PublicKey
            : null;
        return new SocketSecurity(new CurveKeyPair(node.PublicKey, node.SecretKey), tapServerKey, security.Clients);
    }

    /// <summary>Lets only clients with an allowed key connect to a socket. Call it before the bind.</summary>
    /// <param name="socket">New, or with other options set.</param>
    /// <param name="name">The socket's name in reasons, such as <c>push</c>.</param>
    public void SecureBound(ZmqSocket socket, string name)
    {
        socket.CurveServer = true;
        socket.CurveSecretKey = _keys.SecretKey;
        socket.ZapDomain = ZapExchange.Domain;
        _monitors[socket.Monitor(HandshakeFailure.Events)] = name;
    }

    /// <summary>
    /// Makes the tap of somebody else's broker show the node's own keys, if that broker uses CURVE. Call it before the
    /// connect.
    /// </summary>
    public void SecureTap(ZmqSocket socket)
    {
        if (_tapServerKey is null)
            return;
        (socket.CurvePublicKey, socket.CurveSecretKey) = (_keys.PublicKey, _keys.SecretKey);
        socket.CurveServerKey = _tapServerKey;
    }

    /// <summary>Takes the reasons of the handshakes that failed since the last call. Called from one thread at a time.</summary>
    public IEnumerable<string> TakeFailures()
    {
        foreach (var (monitor, name) in _monitors)
        {
            while (monitor.TryReceive(out var happened, TimeSpan.Zero))
            {
                if (HandshakeFailure.Reason(name, happened) is { } reason)
                {
                    yield return reason;
                }
                else if (happened.Kind == ZmqMonitorEvents.MonitorStopped)
                {
                    // Its socket is disposed, and a new one has a new monitor.
                    _monitors.TryRemove(monitor, out _);
                    monitor.Dispose();
                    break;
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var monitor in _monitors.Keys)
            monitor.Dispose();
        _monitors.Clear();
    }

    private static CurveCertificate Certificate(string key, string path)
    {
        try
        {
            return CurveCertificate.Load(path);
        }
        catch (Exception fault) when (fault is CurveCertificateException or IOException or UnauthorizedAccessException)
        {
            throw new RuntimeSettingsException($"{key}: {fault.Message}");
        }
    }
}
