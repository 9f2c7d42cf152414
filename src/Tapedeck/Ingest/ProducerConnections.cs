using System.Diagnostics.CodeAnalysis;

namespace Tapedeck.Ingest;

/// <summary>
/// Who is connected to the acknowledged port: one connection for each routing id, and one for each producer. Bounded;
/// used by one reader alone.
/// </summary>
internal sealed class ProducerConnections
{
    /// <summary>Connections known at a time. A further one is refused.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<byte[], ProducerConnection> _byRoutingId = new(RoutingIdComparer.Instance);
    private readonly Dictionary<byte[], ProducerConnection>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;
    private readonly Dictionary<string, ProducerConnection> _byProducer = new(StringComparer.Ordinal);

    public ProducerConnections() => _bySpan = _byRoutingId.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _byRoutingId.Count;

    public IEnumerable<ProducerConnection> All => _byRoutingId.Values;

    public ProducerConnection? Of(ReadOnlySpan<byte> routingId) => _bySpan.TryGetValue(routingId, out var found) ? found : null;

    public ProducerConnection? OfProducer(string producer) => _byProducer.GetValueOrDefault(producer);

    public void Add(ProducerConnection connection)
    {
        _byRoutingId.Add(connection.RoutingId, connection);
        _byProducer.Add(connection.Producer, connection);
    }

    public void Remove(ProducerConnection connection)
    {
        if (_byRoutingId.Remove(connection.RoutingId))
            _byProducer.Remove(connection.Producer);
    }

    private sealed class RoutingIdComparer
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly RoutingIdComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] routingId) => GetHashCode(routingId.AsSpan());

        public bool Equals(ReadOnlySpan<byte> span, byte[] routingId) => span.SequenceEqual(routingId);

        public int GetHashCode(ReadOnlySpan<byte> span)
        {
            var hash = default(HashCode);
            hash.AddBytes(span);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> span) => span.ToArray();
    }
}
