using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;

namespace Tapedeck.Client;

/// <summary>
/// How a node and its clients use Akka.Remote: only the messages of <see cref="NodeProtocol"/> cross the wire, and a client
/// reaches one door only.
/// </summary>
public static class RemoteTransport
{
    /// <summary>The path of the actor that answers clients.</summary>
    public const string Door = "/user/node";

    /// <summary>
    /// Akka.NET's configuration of one end. A received message is read by the serializer whose id it carries, whatever the
    /// bindings say: so each built-in one that could carry something else is replaced, by its name, by one that refuses.
    /// </summary>
    /// <param name="host">To bind, and to be reached at.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="isSecured">Whether <see cref="Tls"/> goes with it.</param>
    public static Config Hocon(string host, int port, bool isSecured) => ConfigurationFactory.ParseString(
        string.Create(CultureInfo.InvariantCulture, $$"""
        akka {
          actor {
            provider = remote
            serializers {
              tapedeck = "{{NameOf<NodeSerializer>()}}"
              json = "{{NameOf<RefusingSerializer.Json>()}}"
              bytes = "{{NameOf<RefusingSerializer.Bytes>()}}"
              primitive = "{{NameOf<RefusingSerializer.Primitive>()}}"
              proto = "{{NameOf<RefusingSerializer.Proto>()}}"
              daemon-create = "{{NameOf<RefusingSerializer.DaemonCreate>()}}"
              akka-misc = "{{NameOf<HeartbeatSerializer>()}}"
            }
            serialization-bindings {
              "{{NameOf<StatusSnapshot>()}}" = tapedeck
              "{{NameOf<NodeProtocol.GetStatus>()}}" = tapedeck
              "{{NameOf<NodeProtocol.QueryEvents>()}}" = tapedeck
              "{{NameOf<NodeProtocol.EventPage>()}}" = tapedeck
              "{{NameOf<NodeProtocol.GetReport>()}}" = tapedeck
              "{{NameOf<NodeProtocol.ReportSnapshot>()}}" = tapedeck
              "{{NameOf<NodeProtocol.Refused>()}}" = tapedeck
            }
          }
          remote {
            untrusted-mode = on
            trusted-selection-paths = ["{{Door}}"]
            dot-netty.tcp {
              hostname = "{{host}}"
              port = {{port}}
              maximum-frame-size = 16 MiB
              enable-ssl = {{(isSecured ? "on" : "off")}}
            }
          }
        }
        """));

    /// <summary>Mutual TLS with pinned certificates: each end shows its own, and takes only those it was told of.</summary>
    /// <exception cref="NodeClientException">The certificate cannot be read, or nobody is trusted.</exception>
    public static DotNettySslSetup Tls(RemoteTls tls)
    {
        if (tls.TrustedThumbprints.Count == 0)
            throw new NodeClientException("a secured connection needs the thumbprints of the certificates that the other end may show");
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(tls.Certificate, tls.Password);
            return new DotNettySslSetup(
                certificate, suppressValidation: false, requireMutualAuthentication: true,
                CertificateValidation.PinnedCertificate([.. tls.TrustedThumbprints]));
        }
        catch (Exception failure) when (failure is System.Security.Cryptography.CryptographicException or IOException
            or UnauthorizedAccessException)
        {
            throw new NodeClientException($"the certificate {tls.Certificate} cannot be read: {failure.Message}", failure);
        }
    }

    private static string NameOf<T>() => $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";
}
