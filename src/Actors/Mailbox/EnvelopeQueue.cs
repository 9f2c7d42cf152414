using System.Runtime.CompilerServices;

namespace Tapedeck.Actors;

/// <summary>
/// The unbounded queue of a mailbox: many senders, one reader, no locks. Slots lie in linked segments that grow from 4
/// to 512 slots. A sender reserves a slot with one atomic increment and then publishes its message there, so the order
/// of one sender is kept. The reader counts a reserved slot as a message: it waits for the store that must follow.
/// </summary>
internal sealed class EnvelopeQueue
{
    private const int FirstLength = 4;
    private const int LongestLength = 512;

    private Segment _tail;
    private Segment _head;
    private int _next;

    public EnvelopeQueue() => _head = _tail = new Segment(FirstLength);

    /// <summary>Adds a message; any thread. It is a full fence before the message counts as there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enqueue(object message, IActorRef? sender)
    {
        var segment = Volatile.Read(ref _tail);
        var index = Interlocked.Increment(ref segment.Reserved) - 1;
        var slots = segment.Slots;
        if ((uint)index < (uint)slots.Length)
        {
            slots[index].Sender = sender;
            Volatile.Write(ref slots[index].Message, message);
        }
        else
        {
            EnqueueInNextSegment(segment, message, sender);
        }
    }

    /// <summary>True if a message is there or is being put there; reader only.</summary>
    public bool HasMessages
    {
        get
        {
            var segment = _head;
            if (_next < segment.Slots.Length) return Volatile.Read(ref segment.Reserved) > _next;
            var following = Volatile.Read(ref segment.Next);
            return following is not null && Volatile.Read(ref following.Reserved) > 0;
        }
    }

    /// <summary>Takes the oldest message; reader only.</summary>
    public bool TryDequeue(out Envelope envelope)
    {
        if (_next == _head.Slots.Length)
        {
            var following = Volatile.Read(ref _head.Next);
            if (following is null)
            {
                envelope = default;
                return false;
            }

            _head = following;
            _next = 0;
        }

        ref var slot = ref _head.Slots[_next];
        var message = Volatile.Read(ref slot.Message);
        if (message is null)
        {
            if (Volatile.Read(ref _head.Reserved) <= _next)
            {
                envelope = default;
                return false;
            }

            message = AwaitPublished(ref slot);
        }

        envelope = new Envelope(message, slot.Sender);
        slot = default;
        _next++;
        return true;
    }

    private static object AwaitPublished(ref Slot slot)
    {
        var spin = new SpinWait();
        object? message;
        while ((message = Volatile.Read(ref slot.Message)) is null) spin.SpinOnce(sleep1Threshold: -1);
        return message;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnqueueInNextSegment(Segment full, object message, IActorRef? sender)
    {
        while (true)
        {
            var following = Volatile.Read(ref full.Next);
            if (following is null)
            {
                var longer = new Segment(Math.Min(full.Slots.Length * 4, LongestLength));
                following = Interlocked.CompareExchange(ref full.Next, longer, null) ?? longer;
            }

            Interlocked.CompareExchange(ref _tail, following, full);
            var index = Interlocked.Increment(ref following.Reserved) - 1;
            if (index < following.Slots.Length)
            {
                following.Slots[index].Sender = sender;
                Volatile.Write(ref following.Slots[index].Message, message);
                return;
            }

            full = following;
        }
    }

    private struct Slot
    {
        public object? Message;
        public IActorRef? Sender;
    }

    private sealed class Segment(int length)
    {
        public readonly Slot[] Slots = new Slot[length];
        public Segment? Next;
        public int Reserved;
    }
}
