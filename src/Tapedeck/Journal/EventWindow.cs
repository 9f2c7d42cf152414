using Tapedeck.Enrichment;

namespace Tapedeck.Journal;

/// <summary>
/// Remembers which messages the last events were, so that another observation of one of them is recognised. A hash table
/// over a ring of fixed size; about 32 bytes an event.
/// </summary>
/// <param name="capacity">Events remembered; 0 remembers none.</param>
internal sealed class EventWindow(int capacity)
{
    private const int None = -1;

    private readonly Slot[] _ring = new Slot[capacity];
    private readonly int[] _buckets = NewBuckets(capacity);
    private int _next;

    /// <summary>Events remembered at most.</summary>
    public int Capacity => _ring.Length;

    /// <summary>Looks for a message.</summary>
    /// <param name="identity">Which one.</param>
    /// <param name="sequence">The event that is this message; 0 if there is none.</param>
    /// <returns>
    /// <see cref="EventMatch.Same"/>, or <see cref="EventMatch.OtherText"/> if only other messages with its id are there.
    /// </returns>
    public EventMatch Find(EventIdentity identity, out long sequence)
    {
        sequence = 0;
        if (!identity.IsKnown || _ring.Length == 0)
            return EventMatch.None;
        var match = EventMatch.None;
        for (var i = BucketOf(identity.Id); i != None; i = _ring[i].NextInBucket)
        {
            if (_ring[i].Identity == identity)
            {
                sequence = _ring[i].Sequence;
                return EventMatch.Same;
            }

            if (_ring[i].Identity.Id == identity.Id)
                match = EventMatch.OtherText;
        }

        return match;
    }

    /// <summary>Remembers an event in place of the oldest one.</summary>
    public void Add(EventIdentity identity, long sequence)
    {
        if (_ring.Length == 0)
            return;
        var at = _next;
        _next = at + 1 == _ring.Length ? 0 : at + 1;
        if (_ring[at].Identity.IsKnown)
            Unlink(at);
        _ring[at] = new Slot { Identity = identity, Sequence = sequence, NextInBucket = None };
        if (!identity.IsKnown)
            return; // takes its place in the ring, and is never found
        ref var bucket = ref BucketOf(identity.Id);
        _ring[at].NextInBucket = bucket;
        bucket = at;
    }

    private void Unlink(int at)
    {
        ref var link = ref BucketOf(_ring[at].Identity.Id);
        while (link != at)
            link = ref _ring[link].NextInBucket;
        link = _ring[at].NextInBucket;
    }

    private ref int BucketOf(ulong id) => ref _buckets[id & (ulong)(_buckets.Length - 1)];

    private static int[] NewBuckets(int capacity)
    {
        var buckets = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 1))];
        Array.Fill(buckets, None);
        return buckets;
    }

    private struct Slot
    {
        public EventIdentity Identity;
        public long Sequence;
        public int NextInBucket;
    }
}

/// <summary>What is known of a message that comes in.</summary>
internal enum EventMatch
{
    /// <summary>Its id was not seen.</summary>
    None,

    /// <summary>It is an event already.</summary>
    Same,

    /// <summary>Its id was seen, with another text.</summary>
    OtherText,
}
