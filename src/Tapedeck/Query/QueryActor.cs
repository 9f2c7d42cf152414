using System.Globalization;
using Tapedeck.Journal;
using static Tapedeck.Client.NodeProtocol;

namespace Tapedeck.Query;

/// <summary>
/// Answers <see cref="QueryEvents"/> from the session's file, up to what is durable. Each page looks through a bounded part
/// of the file, so that no question keeps the others waiting.
/// </summary>
internal sealed class QueryActor : ReceiveActor, IWithUnboundedStash
{
    /// <summary>Bytes of lines after which a page is full.</summary>
    private const int PageBytes = 64 * 1024;

    /// <summary>Bytes of the file after which a page goes out, full or not.</summary>
    private const long LookedThrough = 16 * 1024 * 1024;

    /// <summary>Bytes of the longest line that is sent, so that an answer fits into one frame of any transport.</summary>
    private const int LongestLine = 8 * 1024 * 1024;

    private readonly string _session;
    private readonly TimeSpan _naiveOffset;
    private readonly IActorRef _journal;
    private long _durableLength;

    public QueryActor(string session, TimeSpan naiveOffset, IActorRef journal)
    {
        (_session, _naiveOffset, _journal) = (session, naiveOffset, journal);
        Become(AwaitingJournal);
    }

    public IStash Stash { get; set; } = null!;

    /// <summary>Until the journal has said how far it is durable, nothing can be answered.</summary>
    private void AwaitingJournal()
    {
        Receive<JournalProtocol.JournalSnapshot>(journal =>
        {
            DurableUpTo(journal.Bytes);
            Become(Answering);
            Stash.UnstashAll();
        });
        Receive<JournalProtocol.BlockCommitted>(block => DurableUpTo(block.Offset + block.Bytes));
        Receive<QueryEvents>(_ => Stash.Stash());
    }

    private void Answering()
    {
        Receive<JournalProtocol.BlockCommitted>(block => DurableUpTo(block.Offset + block.Bytes));
        Receive<QueryEvents>(query => Sender.Tell(Answer(query)));
    }

    private void DurableUpTo(long length) => _durableLength = Math.Max(_durableLength, length);

    private object Answer(QueryEvents query)
    {
        var offset = 0L;
        if (query.Cursor is not null && (!long.TryParse(query.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out offset)))
            return new Refused($"\"{query.Cursor}\" is no cursor: use the one that came with the page before");

        try
        {
            return ReadPage(query, offset);
        }
        catch (IOException failure)
        {
            return new Refused($"the session cannot be read: {failure.Message}");
        }
    }

    private object ReadPage(QueryEvents query, long offset)
    {
        var matcher = new EventMatcher(query.Filter, _naiveOffset);
        var lines = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        using var reader = new JournalReader(_session, offset);
        while (reader.Offset < _durableLength)
        {
            if (lines.Count == query.Limit || bytes >= PageBytes || reader.Offset - offset >= LookedThrough)
                return new EventPage(lines, reader.Offset.ToString(CultureInfo.InvariantCulture));
            if (!reader.TryReadLine(out var line))
                break;
            if (reader.Parse(line) is not { } recorded || !matcher.Matches(recorded))
                continue;
            if (line.Length > LongestLine)
                return new Refused($"event {recorded.Id} is {line.Length} bytes, more than an answer carries: "
                    + "ask on the node's own machine, with tapedeck query --logs");
            lines.Add(line.ToArray());
            bytes += line.Length;
        }

        return new EventPage(lines, Next: null);
    }

    protected override void PreStart()
    {
        // In this order no block is missed: it is in the snapshot, or it is published after the subscription.
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));
        _journal.Tell(JournalProtocol.GetJournalStatus.Instance, Self);
    }
}
