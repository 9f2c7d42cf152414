using System.Text;

namespace Tapedeck.Ingest;

/// <summary>What a producer asked for with one frame: a RECORD, or a HELLO, whose frame is the producer's name.</summary>
/// <param name="Connection">Who asked, and is owed the answer.</param>
/// <param name="Number">The RECORD's number, from 1; 0 for a HELLO.</param>
internal readonly record struct ProducerRequest(ProducerConnection Connection, long Number)
{
    public bool IsHello => Number == 0;
}

/// <summary>A connection to the acknowledged port that speaks for one producer.</summary>
/// <param name="routingId">What the ROUTER knows it by.</param>
/// <param name="producer">The producer's name.</param>
/// <param name="time">Counts its greetings.</param>
internal sealed class ProducerConnection(byte[] routingId, string producer, TimeProvider time)
{
    public byte[] RoutingId { get; } = routingId;

    public string Producer { get; } = producer;

    /// <summary>The name as UTF-8.</summary>
    public byte[] ProducerUtf8 { get; } = Encoding.UTF8.GetBytes(producer);

    /// <summary>How often it may say HELLO.</summary>
    public RateLimit Greetings { get; } = new(burst: 100, perSecond: 1, time);
}
